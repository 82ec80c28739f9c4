import type { Conversation } from './message.ts';

/** Workspace or tenant of a reminder. */
export type ReminderScope = Pick<Conversation, 'platform' | 'tenant'>;

/** A reminder that waits. */
export interface Planned {
  /** Day `YYYY-MM-DD` of the next reminder; absent while it is paused, and after the last. */
  date?: string;
  paused: boolean;
}

/** Changes to the reminders with an id. */
export interface ReminderChanges {
  find(id: string, scope: ReminderScope): Promise<Planned | undefined>;
  /** Ends the reminders with this id; one that is on its way is withdrawn where its platform can do that. */
  cancel(id: string, scope: ReminderScope, now: number): Promise<void>;
  /** Holds the reminders back until they are resumed. */
  pause(id: string, scope: ReminderScope, now: number): Promise<Planned | undefined>;
  /** Resumes them: on their days, or the next day where those have passed. */
  resume(id: string, scope: ReminderScope, now: number): Promise<Planned | undefined>;
  /** Leaves the next reminder out and asks a number of days later. */
  skip(id: string, scope: ReminderScope, days: number, now: number): Promise<Planned | undefined>;
}
