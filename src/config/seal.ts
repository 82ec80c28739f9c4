import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

/** Encrypts tokens and people's words for the store. */
export interface Seal {
  /** @param label what the text belongs to; a sealed text opens under the same label only */
  close(plain: string, label: string): string;
  /** @returns undefined where the text was changed, or sealed with a secret that is not known or under another label */
  open(sealed: string, label: string): string | undefined;
  /** @returns whether only a previous secret opens the text, so that it should be sealed anew */
  isOld(sealed: string, label: string): boolean;
}

/**
 * Seals with AES-256-GCM, a fresh 96-bit nonce each time (NIST SP 800-38D). The key is made of the secret with scrypt
 * at Node's default cost, once, so that a weak secret is costly to guess from a stolen database.
 *
 * @param secret from the environment; everything is sealed with it
 * @param purpose makes another key of the same secret
 * @param previous secrets that were replaced: what was sealed with them still opens
 */
export function createSeal(secret: string, purpose: string, previous: readonly string[] = []): Seal {
  const keyOf = (from: string): Buffer => scryptSync(from, purpose, 32);
  const key = keyOf(secret);
  let oldKeys: readonly Buffer[] | undefined;

  const openOld = (sealed: string, label: string): string | undefined => {
    oldKeys ??= previous.map(keyOf);
    for (const oldKey of oldKeys) {
      const opened = decrypt(oldKey, sealed, label);
      if (opened !== undefined) return opened;
    }
    return undefined;
  };

  return {
    close(plain, label) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(label));
      const hidden = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const [tag, encoding] = [cipher.getAuthTag(), 'base64url'] as const;
      return `v1.${nonce.toString(encoding)}.${hidden.toString(encoding)}.${tag.toString(encoding)}`;
    },
    open: (sealed, label) => decrypt(key, sealed, label) ?? openOld(sealed, label),
    isOld: (sealed, label) => decrypt(key, sealed, label) === undefined && openOld(sealed, label) !== undefined
  };
}

/** Returns the plain text; undefined where the key or the label differs, or the text was changed. */
function decrypt(key: Buffer, sealed: string, label: string): string | undefined {
  const [version, ...parts] = sealed.split('.');
  const [nonce, hidden, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (version !== 'v1' || nonce?.length !== 12 || !hidden || tag?.length !== 16) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(Buffer.from(label));
    return Buffer.concat([decipher.setAuthTag(tag).update(hidden), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
