import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { packageRoot } from '../../config/package-root.ts';

/** The page's files stand beside package.json, under test, after the build and in the image alike. */
const pageFolder = path.join(packageRoot, 'playground');

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8'
};

interface Asset {
  body: Buffer;
  type: string;
  hash: string;
  /** Compressed bodies, each made on first use. */
  packed: Map<string, Promise<Buffer>>;
}

/** Files of the page: read once, compressed once, and kept by browsers for as long as their contents stay the same. */
export interface Assets {
  /** Returns the address of a file with a hash of its contents. */
  url(name: string): string;
  /** Sends a file; returns false where there is none of that name. */
  send(name: string, request: Request, response: Response): Promise<boolean>;
}

/** Cache header of files addressed by their hash, which never change: a year, in seconds. */
const forever = 'public, max-age=31536000, immutable';

const packages = createRequire(import.meta.url);
/** Finds files that come from another package, by the name under which they are served. */
const elsewhere: Readonly<Record<string, () => string>> = {
  'adaptivecards.js': () => packages.resolve('adaptivecards/dist/adaptivecards.min.js')
};

/** Reads files on first use. Names with anything but letters, digits, dashes and one ending are unknown. */
export function createAssets(): Assets {
  const read = new Map<string, Asset | undefined>();
  const find = (name: string): Asset | undefined => {
    if (read.has(name)) return read.get(name);
    const type = /^[a-z][a-z0-9-]*\.(?:css|js|svg|html)$/.test(name) ? types[path.extname(name)] : undefined;
    const body = type === undefined ? undefined : readIfThere(name);
    if (type === undefined || body === undefined) return undefined;
    const asset = {
      body,
      type,
      hash: createHash('sha256').update(body).digest('base64url').slice(0, 12),
      packed: new Map()
    };
    read.set(name, asset);
    return asset;
  };
  return {
    url(name) {
      return `/playground/${name}?v=${find(name)?.hash ?? '0'}`;
    },
    async send(name, request, response) {
      const asset = find(name);
      if (!asset) return false;
      response.set({
        'Content-Type': asset.type,
        'Cache-Control': request.query.v === asset.hash ? forever : 'no-cache',
        Vary: 'Accept-Encoding',
        ETag: `"${asset.hash}"`
      });
      if (request.get('if-none-match')?.includes(asset.hash)) {
        response.status(304).end();
        return true;
      }
      response.send(await compressed(asset, request, response));
      return true;
    }
  };
}

function readIfThere(name: string): Buffer | undefined {
  const file = elsewhere[name]?.() ?? path.join(pageFolder, name);
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Minimum size of a compressed body, in bytes: smaller ones gain nothing. */
const leastPacked = 500;

const packers: Readonly<Record<string, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 })
};

/** Returns a body in the best encoding that the browser accepts, and sets the header that names it. */
export async function packFor(
  body: Buffer,
  request: Request,
  response: Response,
  packed = new Map<string, Promise<Buffer>>()
): Promise<Buffer> {
  const form = ['br', 'gzip'].find((name) => request.acceptsEncodings(name));
  const packer = body.length < leastPacked || !form ? undefined : packers[form];
  if (!form || !packer) return body;
  const made = packed.get(form) ?? packer(body);
  packed.set(form, made);
  response.set('Content-Encoding', form);
  return made;
}

function compressed({ body, packed }: Asset, request: Request, response: Response): Promise<Buffer> {
  return packFor(body, request, response, packed);
}
