import { alternatives } from '../model/alternatives.ts';

const introducers = alternatives`
  patient|pt|client|resident|relative|carer|colleague|volunteer|service user|man|woman|lady|gentleman|boy|girl|child|baby
  infant|mum|mother|dad|father|son|daughter|husband|wife|sister|brother|(?:staff )?nurse|sn|rn|hca|midwife|matron
  ward manager|team leader|manager|porter|pharmacist|physio(?:therapist)?|ot|gp|registrar|ward clerk|doctor|consultant
  (?:family|mother|father|son|daughter|wife|husband|mum|dad|parents|death|widow) of(?: the late)?|named after
  (?:regards|wishes|sincerely)
`;
const introductions = [
  `(?:${introducers})(?:'s)?,? (?:is |was )?(?:(?:called|named|name|full name) ?(?:is |was |: ?|= ?)?|[:=] ?)?`,
  `(?:my|her|his|their) name(?:'s| is) |(?:patient |pt )?name ?[:=-]{1,2} ?`,
  String.raw`n\.?o\.?k\.? ?[:=-]? ?|next of kin ?(?:is )?[:=-]? ?|b\/o |baby (?:of|boy|girl) `,
  String.raw`\b(?:i am|i'm|this is|the late) `
];
/** Matches words that introduce a person by name: "a patient called ", "next of kin: ". */
export const introduced = new RegExp(String.raw`(?<!\p{L})(?:${introductions.join('|')})(?=\p{L})`, 'giu');
