import { z } from 'zod';
import { readChannelSetting } from './channel-link.ts';

/**
 * One environment variable: its meaning, default and allowed values. `npm run docs` writes `.env.example` and
 * docs/settings.md from the table in `settings.ts`.
 */
export interface Setting {
  name: string;
  /** Another name under which it is read, as Microsoft's `teams` command writes it. */
  alias?: string;
  group: 'where' | 'slack' | 'teams' | 'assistants' | 'keeping' | 'people' | 'running';
  meaning: string;
  /** Default value, or a description of it where it is not fixed. */
  otherwise: string;
  schema: z.ZodType;
  /** Instruction for correcting a wrong value. */
  fix: string;
  secret?: true;
}

/** The path of a folder; `~` is not one, since only a shell puts a home folder in its place. */
export const folder = z
  .string()
  .min(1)
  .refine((path) => !path.startsWith('~'));
/** Returns the schema of a whole number within bounds. */
export const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
/** `true` or `false`. */
export const yesNo = z.enum(['true', 'false']).transform((value) => value === 'true');
/** An id as Microsoft writes it. */
export const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
/** A conversation, as `platform:address`; a channel's link is read as one. */
export const channel = z
  .string()
  .transform((written) => readChannelSetting(written) ?? '')
  .pipe(z.string().min(1));
/** People, as `platform:id` or `slack:workspace/id`, separated by commas. */
export const people = z
  .string()
  .transform((list) => list.split(',').map((person) => person.trim()))
  .pipe(z.array(z.string().regex(/^(slack:([TE][A-Z0-9]+\/)?\w{3,100}|teams:[\w:-]{3,100})$/)));
/** Returns the schema of a list of one kind, separated by commas. */
export const listOf = (item: z.ZodString) =>
  z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .pipe(z.array(item).min(1));
/** Returns the schema of a token with a known prefix. */
export const prefixed = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[\\w-]+$`));
/** A whole address over http or https. */
export const address = z.string().refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol));

/** An https or http address without path, query or user, read without the slash at its end. */
export const publicAddress = address
  .refine((value) => {
    // Checked even where the value is no address.
    const { pathname, search, hash, username } = URL.canParse(value) ? new URL(value) : { pathname: '' };
    return pathname === '/' && search === '' && hash === '' && username === '';
  })
  .transform((value) => value.replace(/\/$/, ''));

/** Returns true for the address of a PostgreSQL database, of which the driver can read every part. */
export function isDatabase(value: string): boolean {
  if (!/^postgres(ql)?:\/\/\S+$/.test(value) || !URL.canParse(value)) return false;
  const { username, password, pathname } = new URL(value);
  try {
    decodeURIComponent(`${username}${password}${pathname}`);
    return true;
  } catch {
    return false;
  }
}

/** Levels of the log, most talkative first; `silent` logs nothing. The logger takes the same names. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof logLevels)[number];
