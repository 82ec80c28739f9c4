/** Another instrument to use instead, such as a validated one. `entry` is the id of an entry. */
interface Instead {
  entry: string;
  why: string;
  url?: string;
}

/** Source of an idea in an assessment. */
interface AssessmentSource {
  id: string;
  url?: string;
  says: string;
}

/** One page of a form: the ids of its points, in order. */
export interface AssessmentPage {
  title: string;
  points: readonly string[];
}

interface AssessmentBase {
  id: string;
  /** Version number, raised when points change: results of different versions are not compared. */
  version: number;
  title: string;
  /** Title of the form; at most 24 characters, the limit of a Slack modal. */
  modalTitle: string;
  /** Id of a topic of the knowledge. */
  topic: string;
  purpose: string;
  minutes: number;
  /** Intended users, and uses for which it is not suitable. */
  forWhom: string;
  notFor: string;
  /** Limits of the result. Shown on the first page and on every result. */
  notice: string;
  rights: string;
  sources: readonly AssessmentSource[];
  insteadOf: readonly Instead[];
  /** Wordings that request the assessment, such as "is our project ready to spread". */
  asks: readonly string[];
  /** Ids of the entries whose cards offer the assessment. */
  shownOn: readonly string[];
  /** Months after which repeating the assessment may be offered; empty for never. */
  recheckMonths: readonly number[];
  /** Id of the assessment offered after this one. */
  next?: string;
  /** Path of the source file, relative to its knowledge folder. */
  file: string;
}

/**
 * An item of an assessment with an answer of its own. Lengths: `label` 75, `short` 24, `help` 150, `advice` 300
 * characters.
 */
interface Point {
  id: string;
  /** Short name for lists and pictures. */
  short: string;
  label: string;
  help: string;
  advice: string;
  /** Id of the entry that helps with the point, and further ones. */
  entry: string;
  also: readonly string[];
  /** Ids of weekly tips about the point. */
  tips: readonly string[];
}

/** A factor rated on its own scale: `scale[n]` describes what is observed at step n, from 0 upwards. */
export interface RatedPoint extends Point {
  scale: readonly string[];
}

/** One part of a report; `heading` and `prompts` go into the skeleton. */
export interface ChecklistPoint extends Point {
  heading: string;
  prompts: readonly string[];
  /** Percentage of published reports that covered the point, where a review counted them. */
  reported?: number;
  /** Id of an assessment that helps with the point. */
  assessment?: string;
}

/** A pattern in the written text that triggers a friendly question. */
export type Nudge =
  | { when: 'no-digit' | 'no-date'; says: string }
  | { when: 'shorter-than' | 'more-parts-than'; limit: number; says: string };

/** A field of a plan. */
export interface PlanField extends Point {
  placeholder: string;
  /** Maximum length, in characters. */
  max: number;
  required: boolean;
  nudges: readonly Nudge[];
  /** Ids of the factors that belong to the field, from the assessment named by `prefillFrom`. */
  factors: readonly string[];
}

export interface RatedAssessment extends AssessmentBase {
  kind: 'rated';
  quickMinutes: number;
  /** Instructions for choosing a step. */
  meaning: string;
  /** Step shown as an example of good practice beside a weak factor. */
  aimFor: number;
  /** Highest step. */
  max: number;
  bands: readonly { from: number; to: number; name: string }[];
  pages: readonly AssessmentPage[];
  /** Ids of the points of the quick version, in order; empty where there is none. */
  quick: readonly string[];
  /** Ids of all points: of two that are equally weak, the earlier one comes first. */
  order: readonly string[];
  points: readonly RatedPoint[];
}

export interface ChecklistAssessment extends AssessmentBase {
  kind: 'checklist';
  quickMinutes: number;
  choices: readonly { value: ChecklistAnswer; label: string }[];
  pages: readonly AssessmentPage[];
  quick: readonly string[];
  /** Ids of all points, the easiest to fix first. */
  order: readonly string[];
  points: readonly ChecklistPoint[];
  skeleton: {
    title: string;
    /** `{date}` is replaced by the day on which the document is made. */
    intro: string;
    order: readonly string[];
    groups: readonly { heading: string; points: readonly string[] }[];
    forYes: string;
    end: string;
  };
}

export interface PlanAssessment extends AssessmentBase {
  kind: 'plan';
  /** Id of the rated assessment whose weakest factors are shown beside the fields. */
  prefillFrom?: string;
  fields: readonly PlanField[];
  document: {
    /** `{project}`, `{date}` and `{look_date}` are replaced by their values. */
    heading: string;
    meta: string;
    layout: readonly { heading: string; field: string }[];
    /** Empty lines to write on, under a heading of their own. */
    blanks: readonly { heading: string; lines: number }[];
    foot: string;
  };
  /** Id of the field with the review date, shown as `{look_date}`. */
  lookField: string;
}

/** A question of a decision tree. `go` leads to another node or to an outcome. */
export interface TreeNode {
  id: string;
  short: string;
  label: string;
  help: string;
  choices: readonly { label: string; go: string; because?: string }[];
}

export interface TreeOutcome {
  id: string;
  title: string;
  /** `{because}` is replaced by the reason from the person's own answers. */
  says: string;
  todo: readonly string[];
  entry?: string;
}

export interface TreeAssessment extends AssessmentBase {
  kind: 'tree';
  start: string;
  nodes: readonly TreeNode[];
  outcomes: readonly TreeOutcome[];
  /** Asked once after any outcome not named in `without`; each adds one line. */
  flags: {
    title: string;
    help: string;
    without: readonly string[];
    items: readonly { id: string; label: string; adds: string }[];
  };
  /** Shown under every outcome. */
  always: {
    says: string;
    links: readonly { label: string; url?: string; entry?: string }[];
    offices: string;
    nations: string;
  };
  ethics: { says: string; entries: readonly string[] };
}

/** A guided assessment, as one file of `knowledge/assessments` describes it. */
export type Assessment = RatedAssessment | ChecklistAssessment | PlanAssessment | TreeAssessment;

export type ChecklistAnswer = 'yes' | 'partly' | 'no' | 'not_relevant';

/**
 * Answers by point, field or node id. Rated: `0` … `4`, `dont_know` or `not_relevant`; checklist: a {@link
 * ChecklistAnswer}; plan: the text; tree: the number of the choice, and `flags` with ids separated by commas. Skipped
 * ones are absent.
 */
export type Answers = Readonly<Record<string, string>>;
