/** Plan of a trial's server, as its first argument in JSON. */
export interface ServerPlan {
  knowledgeDir: string;
  dataDir: string;
  slackApi: string;
  /** Address at which the signing keys of Teams' tokens are announced. */
  openId: string;
  playground: boolean;
  /** Time by which its clock is ahead, in milliseconds. */
  aheadMs?: number;
  /** A PostgreSQL; the embedded store when not given. */
  databaseUrl?: string;
}

/** Credentials of the fake workspace and tenant. */
export const slackSecret = '0123456789abcdef0123456789abcdef';
export const slackToken = 'xoxb-of-the-stress-run';
export const appId = '11111111-2222-3333-4444-555555555555';
export const tenantId = '99999999-8888-7777-6666-555555555555';

/** Figures of a server when it is asked `figures`. */
export interface Figures {
  /** Processor time since it began, in milliseconds. */
  cpuMs: number;
  /** Resident memory and, after a collection, used heap, in bytes. */
  rss: number;
  heap: number;
  /** Rejections and exceptions that nobody handled. */
  unhandled: number;
}

/** Plan of the process that is asked without a network, as its first argument in JSON. */
export interface HeapPlan {
  knowledgeDir: string;
  dataDir: string;
  questions: number;
  seed: number;
}

/** Memory after so many questions: used heap after a collection and resident memory in bytes, timers and handles. */
export interface Held {
  asked: number;
  heap: number;
  rss: number;
  open: number;
  /** Faults of the bot so far. */
  unwell: number;
}
