/** Phrases that people write around a question: `…` stands for it. */
export const frames: readonly string[] = [
  "Hi, hope you're well. … Many thanks, Priya",
  'Dear colleague,\n\nI hope this message finds you well. …\n\nKind regards,\nDr Margaret Okonkwo\nConsultant Geriatrician\nNorth Tees',
  'I am a band 6 nurse on a surgical ward in Taunton. …',
  'Hello, my name is Tom Fletcher and I work in the pharmacy team at St Helier. …',
  'Apologies if this is a really daft question but …',
  'Morning team! Quick one for you - … Thanks so much, Anjali x',
  "Hi all, I'm new to QI and new to the trust (started Monday). … Thank you in advance",
  "We're a small GP practice in Rochdale with eight staff. … cheers, Bev",
  "Not sure if this is the right place to ask, but … Sorry if it's been asked before!",
  'Happy Monday everyone :wave: … :pray:',
  "I've only got five minutes before handover so please keep it short. …",
  "Hi there, I'm Kayleigh, third year student nurse at Keele doing my dissertation. … Hope that makes sense, thank you"
];

/** Puts a question into a frame, as a sentence of its own. */
export function framed(frame: string, question: string): string {
  const sentence = `${question[0]!.toUpperCase()}${question.slice(1)}${/[.?!]$/.test(question) ? '' : '?'}`;
  return frame.replace('…', () => (/\bbut …/.test(frame) ? question : sentence));
}

/** Phrases that ask about a piece of work of their own: `…` stands for what they call it. */
export const projectQuestions: readonly string[] = [
  'how do I spread our … to other wards',
  'how do we roll out our … across the trust',
  'how do I sustain our …',
  'how do I publish our …',
  'how do we keep our … going after the project ends'
];

/** Names that wards give their work. */
export const projects: readonly string[] =
  'falls work|sepsis bundle|huddle|virtual ward|triage form|pressure ulcer care|handover sheet|discharge checklist|medicines reconciliation|insulin chart|delirium screening|frailty clinic|catheter passport|nutrition round|bedside whiteboard|VTE assessment|buddy scheme|red bag|night-time noise reduction|dementia garden'.split(
    '|'
  );
