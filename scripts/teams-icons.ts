/**
 * Draws the icons of the Teams package into manifests/teams/: one ward's idea that reaches others. To run it after a
 * change of the drawing:
 *
 *     npx tsc --noEmit false --outDir node_modules/.cache/tools --rootDir . && node node_modules/.cache/tools/scripts/teams-icons.js
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const blue: Colour = [0, 94, 184, 255];
const white: Colour = [255, 255, 255, 255];
const clear: Colour = [255, 255, 255, 0];

/** Discs and lines on a square of side 1. */
const source = { x: 0.3, y: 0.5, r: 0.13 };
const reached = [
  { x: 0.72, y: 0.22, r: 0.085 },
  { x: 0.8, y: 0.5, r: 0.085 },
  { x: 0.72, y: 0.78, r: 0.085 }
];
const lineWidth = 0.045;

function inDrawing(x: number, y: number): boolean {
  if ([source, ...reached].some((disc) => squared(x - disc.x, y - disc.y) <= disc.r ** 2)) return true;
  return reached.some((end) => squaredToLine(x, y, end) <= (lineWidth / 2) ** 2);
}

/** Squares of lengths: `Math.hypot` is many times slower, and there are millions of points. */
function squared(dx: number, dy: number): number {
  return dx * dx + dy * dy;
}

function squaredToLine(x: number, y: number, end: { x: number; y: number }): number {
  const [dx, dy] = [end.x - source.x, end.y - source.y];
  const t = Math.min(1, Math.max(0, ((x - source.x) * dx + (y - source.y) * dy) / squared(dx, dy)));
  return squared(x - source.x - t * dx, y - source.y - t * dy);
}

/** The icon as PNG; each pixel is the mean of 64 points. */
export function drawIcon(size: number, ground: Colour): Buffer {
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const share = covered(x, y, size);
      const pixel = ground.map((value, i) => Math.round(value + (white[i]! - value) * share));
      rows.set(pixel, y * (1 + size * 4) + 1 + x * 4);
    }
  }
  return png(size, rows);
}

function covered(x: number, y: number, size: number): number {
  const grid = 8;
  let inside = 0;
  for (let i = 0; i < grid * grid; i++) {
    const u = (x + ((i % grid) + 0.5) / grid) / size;
    const v = (y + (Math.floor(i / grid) + 0.5) / grid) / size;
    if (inDrawing(u, v)) inside++;
  }
  return inside / (grid * grid);
}

/** PNG, 8 bits a channel with alpha; each row begins with its filter, 0 for none. */
function png(size: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0))
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}

/** The two icons Teams asks for: 192 px in colour, 32 px white on nothing. */
export function teamsIcons(): { color: Buffer; outline: Buffer } {
  return { color: drawIcon(192, blue), outline: drawIcon(32, clear) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = path.join(process.cwd(), 'manifests', 'teams');
  mkdirSync(folder, { recursive: true });
  const { color, outline } = teamsIcons();
  writeFileSync(path.join(folder, 'color.png'), color);
  writeFileSync(path.join(folder, 'outline.png'), outline);
}
