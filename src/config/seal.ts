import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

/** Keeps tokens, and what people said, unreadable in the store. */
export interface Seal {
  /** @param label what the text belongs to; a sealed text opens under the same label only */
  close(plain: string, label: string): string;
  /** @returns undefined where the text was changed, or sealed with another secret or label */
  open(sealed: string, label: string): string | undefined;
}

/**
 * Seals with AES-256-GCM, a fresh 96-bit nonce each time (NIST SP 800-38D). The key is made of the secret with scrypt at
 * Node's default cost, once, so that a weak secret is costly to guess from a stolen database.
 *
 * @param secret from the environment
 * @param purpose makes another key of the same secret
 */
export function createSeal(secret: string, purpose = 'spread-bot/slack/installations'): Seal {
  const key = scryptSync(secret, purpose, 32);

  return {
    close(plain, label) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(label));
      const hidden = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return ['v1', nonce, hidden, cipher.getAuthTag()]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.');
    },
    open(sealed, label) {
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
  };
}
