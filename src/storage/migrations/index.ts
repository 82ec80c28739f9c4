import { conversations } from './0001-conversations.ts';
import { tips } from './0002-tips.ts';
import { handovers } from './0003-hand-overs.ts';
import { gaps } from './0004-gaps.ts';
import { entryChanges } from './0005-entry-changes.ts';
import { inbox } from './0006-inbox.ts';
import { voterKeys } from './0007-voter-keys.ts';
import { outboxKinds } from './0008-outbox-kinds.ts';
import { assessments } from './0009-assessments.ts';
import { assessmentCounts } from './0010-assessment-counts.ts';
import { assessmentDrafts } from './0011-assessment-drafts.ts';
import { reminders } from './0012-reminders.ts';
import type { Migration } from './migration.ts';

/** Every migration in order. A new one is a new file and a line here. */
export const migrations: readonly Migration[] = [
  conversations,
  tips,
  handovers,
  gaps,
  entryChanges,
  inbox,
  voterKeys,
  outboxKinds,
  assessments,
  assessmentCounts,
  assessmentDrafts,
  reminders
];
