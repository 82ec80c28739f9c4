import type { Span } from './kinds.ts';

const initial = '(?:\\p{Lu}\\.? ?){1,3}';
const particle =
  '(?:(?:van der|van den|de la|van|von|de|den|del|della|di|da|du|le|la|el|al|bin|ibn|ap|ab|st\\.?) ?){1,2}';
const capital = "(?:\\p{Lu}['’]|Mc|Mac|Fitz)?\\p{Lu}[\\p{L}\\p{M}]{1,30}(?:[-'’]\\p{Lu}?\\p{L}{1,30}){0,2}";
/** Matches one to three names, with initials and particles between. */
const names = new RegExp(
  `^(?:${initial}(?=\\p{Lu}|${particle}\\p{Lu}))?(?:${particle}(?=\\p{Lu}))?${capital}(?: (?:${particle})?${capital}){0,2}`,
  'u'
);
const smallSecond = /^ \p{Ll}[\p{Ll}'-]{2,20}(?![\p{L}])/u;
const anyWord = /^(?:\p{Lo}{1,4}|\p{L}['’]?\p{L}{1,30}(?:-\p{L}{1,30})?)/u;

const title =
  /(?<![\p{L}\d])(?:mr|mrs|ms|mx|miss|dr|prof|professor|doctor|sir|dame|lady|lord|rev(?:erend|'d)?|sister|nurse|matron|father|canon)\.?(?: (?:and|&) (?:mr|mrs|ms|miss|dr)\.?)? {1,2}(?=\p{L})/giu;
/** Matches titles that are everyday words too: both the title and the name after it must be capitalised. */
const wordTitle = /^(?:miss|professor|doctor|sir|dame|lady|lord|sister|nurse|matron|father|canon)/i;

const introduced =
  /(?<!\p{L})(?:(?:patient|pt|client|resident|relative|carer|colleague|man|woman|lady|gentleman|boy|girl|mum|mother|dad|father|son|daughter|husband|wife|sister|brother|nurse|doctor|consultant)(?:'s)?,? (?:is |was )?(?:(?:called|named|name|full name) ?(?:is |was |: ?|= ?)?|[:=] ?)?|(?:my|her|his|their) name(?:'s| is) |(?:patient |pt )?name ?[:=-]{1,2} ?|n\.?o\.?k\.? ?[:=-]? ?|next of kin ?(?:is )?[:=-]? ?|b\/o |baby (?:of|boy|girl) |\b(?:i am|i'm|this is) )(?=\p{L})/giu;

const known = (word: string): boolean => {
  const plain = word.toLowerCase().replace(/'s$/, '');
  return ordinaryWords.has(plain) || workWords.has(plain);
};

/**
 * Finds names after a title ("Mrs Smith", "dr patel") and after words that introduce a person ("a patient called Peter
 * Wright").
 */
export function personNames(shadow: string): Span[] {
  return [
    ...titled(shadow),
    ...introducedNames(shadow),
    ...surnameFirst(shadow),
    ...inSmallLetters(shadow),
    ...agedOrNamed(shadow)
  ];
}

function titled(shadow: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: words, index: from } of shadow.matchAll(title)) {
    const start = from + words.length;
    const rest = shadow.slice(start, start + 110);
    const bare = words.trim().replace(/\.$/, '');
    if (bare === 'MS' && !/^\p{Lu}{2}/u.test(rest)) continue;
    const capitalised = names.exec(rest)?.[0];
    const first = /^[\p{L}'’-]+/u.exec(rest)?.[0] ?? '';
    if (/^ms$/i.test(bare) && productWords.has(first.toLowerCase())) continue;
    if (/^dr$/i.test(bare) && /^foster\b/i.test(rest)) continue;
    if (capitalised) {
      if (wordTitle.test(bare) && (!/^\p{Lu}/u.test(bare) || known(first))) continue;
      if (first.length > 1 && ordinaryWords.has(first.toLowerCase())) continue;
      spans.push({ kind: 'name', from, to: start + trimmed(capitalised).length });
    } else if (!wordTitle.test(bare)) {
      const word = anyWord.exec(rest)?.[0];
      if (!word || known(word)) continue;
      const second = givenNames.has(word) ? smallSecond.exec(rest.slice(word.length))?.[0] : undefined;
      const length = word.length + (second && !known(second.trim()) ? second.length : 0);
      spans.push({ kind: 'name', from, to: start + length });
    }
  }
  return spans;
}

function introducedNames(shadow: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: words, index } of shadow.matchAll(introduced)) {
    const from = index + words.length;
    const rest = shadow.slice(from, from + 110);
    const found = inCapitals.exec(rest)?.[0] ?? names.exec(rest)?.[0] ?? initialAndName.exec(rest)?.[0];
    if (!found) continue;
    const parts = found.split(' ');
    const said = /called|named|name|n\.?o\.?k|next of kin|b\/o|baby/i.test(words);
    const shouted = parts.filter((part) => /^\p{Lu}{2,}$/u.test(part));
    const acronym =
      shouted.length > 0 &&
      (shouted.length < parts.length || parts.length < 2 || shouted.some((part) => part.length < 3));
    if (parts.some(known) || acronym || (!said && parts.length < 2 && !initialAndName.test(rest))) continue;
    spans.push({ kind: 'name', from, to: from + trimmed(found).length });
  }
  return spans;
}

/** Matches two names in capitals, as in records: "patient PETER WRIGHT". */
const inCapitals = /^\p{Lu}{3,20}(?:[-']\p{Lu}{2,20})?(?: \p{Lu}{3,20}(?:[-']\p{Lu}{2,20})?){1,2}(?![\p{L}])/u;
/** Matches an initial and a name: "pt J Smith". */
const initialAndName = /^\p{Lu}\.? \p{Lu}\p{Ll}{2,20}(?![\p{L}])/u;

/**
 * Matches the NHS format of a name, "WRIGHT, Peter": in capitals where a word near it indicates a person, otherwise where
 * the second is a given name as well.
 */
const surname =
  /(?<![\p{L}\d])(\p{Lu}[\p{L}']{1,20}(?:[-' ]\p{Lu}[\p{L}']{1,20})?), {0,2}(\p{Lu}\p{L}{1,20})(?: \p{Lu}\p{Ll}{1,20})?(?: \((?:mr|mrs|ms|miss|dr)\)| (?:mr|mrs|ms|miss|dr)\b)?(?![\p{L}])/giu;
const besideName =
  /(?:patient|pt|name|resident|client|re|nok|service user|bed \d{1,2}|side room \d{1,2})\W{0,4}$|^\W{0,3}(?:\(|dob|d\.o\.b|born|aged?\b|nhs|mrn|hosp|\d|#)/i;

function surnameFirst(shadow: string): Span[] {
  return [...shadow.matchAll(surname)].flatMap(({ 0: found, 1: last = '', 2: first = '', index: from }): Span[] => {
    if (!/^\p{Lu}/u.test(last) || !/^\p{Lu}/u.test(first)) return [];
    const shouted = /^[\p{Lu}'\- ]+$/u.test(last) && /^\p{Lu}\p{Ll}+$/u.test(first);
    const beside =
      besideName.test(shadow.slice(Math.max(0, from - 20), from)) ||
      besideName.test(shadow.slice(from + found.length, from + found.length + 12));
    const given = givenNames.has(first.toLowerCase());
    if (known(first) || last.split(/[- ]/).some(known) || !(shouted ? beside || given : beside && given)) return [];
    return [{ kind: 'name', from, to: from + found.length }];
  });
}

/** Matches a name, also in lower case, after unambiguous words: "his name is peter wright", "a patient called ali". */
const surely =
  /(?<!\p{L})(?:(?:her|his|their|patient(?:'s)?|pt(?:'s)?) (?:full )?name(?:'s |(?: is| was) | ?[:=-] ?)(?:is )?|(?:patient|pt|resident|client|lady|gentleman|man|woman|boy|girl) (?:called|named) )(?=\p{Ll})/giu;
const smallName = /^\p{Ll}[\p{Ll}'-]{1,20}(?: \p{Ll}[\p{Ll}'-]{1,20})?/u;

/** Matches two small words after a word for a person, with an age, a date or an end behind: "patient peter hughes 1/7/55". */
const smallPair =
  /(?<!\p{L})(?:patient|pt|resident|client|i am|i'm|this is|my name is) (\p{Ll}{2,20}) (\p{Ll}[\p{Ll}'-]{2,20})(?= ?(?:[,.;(]|\d|dob\b|$))/gu;

function inSmallLetters(shadow: string): Span[] {
  const pairs = [...shadow.matchAll(smallPair)].flatMap(({ 0: found, 1: first = '', 2: last = '', index }): Span[] => {
    if (!givenNames.has(first) || known(last)) return [];
    const to = index + found.length;
    return [{ kind: 'name', from: to - first.length - last.length - 1, to }];
  });
  const named = [...shadow.matchAll(surely)].flatMap(({ 0: words, index }): Span[] => {
    const from = index + words.length;
    const parts = (smallName.exec(shadow.slice(from, from + 60))?.[0] ?? '').split(' ');
    while (parts.length > 0 && known(parts.at(-1)!)) parts.pop();
    const name = parts.join(' ');
    return name === '' || known(parts[0]!) ? [] : [{ kind: 'name', from, to: from + name.length }];
  });
  return [...pairs, ...named];
}

/** Matches two or three words with capitals, of which the first is a given name. */
const pair =
  /(?<![\p{L}\d'-])(?!(?:Re|Ref|Regarding|Pt|Patient|Incident|Bed|Ward|Seen|Discharged|Admitted) )(\p{Lu}[\p{L}'-]{1,20})(?: \p{Lu}\.?)?(?: (?:\p{Ll}{2,3} )?\p{Lu}[\p{L}'-]{1,25}){1,2}(?![\p{L}\d])/gu;
const ageBehind =
  /^'?s?[, ]{0,2}(?:\((?:m|f|male|female)?[,/ ]{0,2}(?:aged? )?\d{1,3} ?(?:y|yrs?|years?(?: old)?|yo|m|f)?\)|,? ?aged? \d{1,3}|,? \d{1,3} ?(?:y\/?o|yrs?|years?(?: old)?|y|m|f)\b|[,;:( -]{1,3}(?:[mf]\b[,;/ -]{1,3})?(?:0?[1-9]|[12]\d|3[01])[-/.](?:\d{1,2}|\p{L}{3,9})[-/.](?:18|19)\d\d|[,;(]? ?(?:d[./]?o[./]?b|born|mrn|hosp(?:ital)? no)\b|[,;(]? ?nhs (?:no\b|number|\d))/iu;
/** Matches an age alone: "Ahmed Hussain, 56, known to us". Only after a given name. */
const bareAge = /^, ?(?:[1-9]|[1-9]\d|10\d)(?= ?(?:[,.;)\n]|$))/;
const regarding = /(?:^|[\n.;(]) {0,3}(?:re|ref|regarding|concerning)[ :-]{1,3}$/i;
const clinical =
  /\b(?:patient|pt|fell|falls? on|admitted|readmitted|discharged|died|death of|bed \d|bay \d|side room|nok|lives at|relatives?|complain(?:t|ed)|deceased|section(?:ed)?|sec \d|[pn]?icu|cmht|(?:child|daughter|son|wife|husband|mother|father|mum|dad|sister|brother|carer) of|twin \d|involv(?:ed|ing)|coroner|seen today|known to|dna(?:'?d|ing)?|d\.?o\.?[bd]|datix|safeguarding|his (?:wife|family|daughter|son|mother)|her (?:husband|family|daughter|son|mother))\b/i;

/** Finds names accompanied by an age, a date of birth, "re:" or a patient's story. */
function agedOrNamed(shadow: string): Span[] {
  return [...shadow.matchAll(pair)].flatMap(({ 0: found, 1: first = '', index: from }): Span[] => {
    const parts = found.split(' ');
    while (parts.length > 2 && known(parts.at(-1)!)) parts.pop();
    if (parts.slice(1).some(known)) return [];
    const to = from + parts.join(' ').length;
    const before = shadow.slice(Math.max(0, from - 45), from);
    const behind = shadow.slice(to, to + 45);
    const given = givenNames.has(first.toLowerCase());
    const aged = (ageBehind.test(behind) && (given || !known(first))) || (given && bareAge.test(behind));
    const inContext = given && (regarding.test(before) || clinical.test(before) || clinical.test(behind));
    return aged || inContext ? [{ kind: 'name', from, to }] : [];
  });
}

/** Returns a name without trailing ordinary words (the capitalised start of the next phrase) and without "'s". */
function trimmed(name: string): string {
  const parts = name.split(' ');
  while (parts.length > 1 && known(parts.at(-1)!)) parts.pop();
  return parts.join(' ').replace(/['’]s$/, '');
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * First names that are common in the UK, of many origins. They distinguish a name introduced only by "re:" or an age
 * from two words with capitals. Names that are everyday words too (Grace, Mark, Will, Rose) are left out.
 */
export const givenNames = words(`
aaliyah aaron abbie abdul abdullah abigail abraham adam adeel adele adnan adrian agnes agnieszka ahmed aidan aisha alan albert
alejandro aleksandra alessandro alex alexander alexandra alfie alfred ali alice alicia alison alistair amanda amar amber
amelia amina amit amy anastasia andrea andrei andrew andrzej andy angela angus anika anil anita ann anna anne annette annie
anthony antonio anwar archie arjun arnold arthur arun asif asha ashley ashok audrey ava ayesha babatunde barbara barry
beatrice becky ben benjamin bernadette bernard bernice beryl beth bethany betty beverley bilal brenda brendan brian bridget
bronwen bruce bryan bryony caitlin callum cameron carl carla carly carmen carol carole caroline carolyn catherine cathy
catriona cecilia cedric celia chantelle charles charlie charlotte chelsea cheryl chidi chinedu chloe christian christina
christine christopher ciara claire clara clare clive colin colleen connie connor constance craig crystal cynthia cyril daisy
damian daniel danielle danny darren dave david dean deborah debbie deepa deepak deirdre denise dennis derek desmond diana
diane dilip dimitri dina dmitri dominic donald donna doreen doris dorothy doug douglas duncan dylan eamon edith edmund
edna edward eileen elaine eleanor elena eleri elizabeth ella ellen ellie elsie emeka emily emma emmanuel enid eric erica
erin esther ethan ethel eugene eunice eva evan eve evelyn ewa faisal farah farhan fatima fatimah fergus finlay fiona
florence frances francesca francis frank fred freda frederick freya gareth gary gavin gemma geoff geoffrey george georgia
georgina gerald geraldine gerard gertrude gita gladys glen glenys gloria gordon graeme graham greg gregory gurpreet gwen
gwyneth habib haleema hannah hari harold harpreet harriet harry harvinder hassan hazel heather helen helena helga henrietta
henry hilary hilda horace howard hugh hussain ian ibrahim ida ifeoma imran ingrid iqbal irene iris isaac isabel isabella
isla ivan ivy jacek jack jackie jacob jacqueline jade jaime james jamie jamila jan jane janet janice jasmine jason jaswinder
javed jayne jean jeanette jeff jeffrey jemima jennifer jenny jeremy jerome jessica jill jim jo joan joanna joanne joe joel
john jonathan jordan jose joseph josephine josh joshua joyce juan judith julia julian julie june justin kamal karen karim
karl kate katarzyna kathleen kathryn kathy katie kavita kayleigh keith kelly ken kenneth kerry kevin khadija khalid kieran
kim kimberley kirsty krishna krzysztof kuldeep kumar kwame kyle lakshmi lance laura lauren lawrence leah leanne lee leila
len lena leon leonard leslie lewis liam lillian lily linda lindsay lisa lois lorna lorraine louis louise lucas lucy
luke lydia lyn lynda lynn lynne mabel maciej madeleine magdalena malcolm malgorzata manjit marcus margaret maria marian
marie marilyn marina marion marjorie mark marlene martha martin mary maryam mateusz matilda matthew maureen maurice mavis
max megan mehmet melanie melissa mercy michael michelle miguel mildred millicent milly mo mohamed mohammad mohammed mohan
moira molly monica muhammad muriel mustafa myra myrtle nadia nancy naomi narinder nasreen natalie natasha nathan neil nia
nicholas nicola nigel nina noah noel nora norah norma norman nuala oliver olive olivia olga oluwaseun omar osman oscar
owen padma paige pamela parveen pat patricia patrick paul paula pauline pawel pedro peggy penelope penny peter petra philip
phoebe phyllis piotr polly pooja precious priya rachel raj rajesh rajinder ralph ramesh ravi ray raymond rebecca reginald
rehana rhiannon rhys richard rita robert roberta robin rodney roger roland ron ronald rory rosemary rosie ross roy ruby
rupert russell ruth ryan sadia said sajid salim sally salma sam samantha samina samuel sandeep sandra sanjay sara sarah
satnam sean sebastian selina serena shabnam shaheen shane shannon sharon shaun sheila shelley shirley sian sidney silvia
simon siobhan sita sofia sonia sonya sophia sophie stacey stan stanley stefan stella stephanie stephen steve steven stuart
sunil sunita surinder susan suzanne sylvia tahir tamara tania tanya tara tariq temitope teresa terence terry tess thelma
theo theresa thomas tiffany tim timothy tina tobias toby tom tomasz tony tracey tracy trevor trudy uzma valerie vanessa
vera veronica vicky victor victoria vijay vikram vincent viola violet virginia vivian wahid walter wanda wayne wendy wesley
wilfred william winifred winston xavier yasmin yusuf yvette yvonne zainab zara zeinab zoe zofia
`);

/** Function words and everyday verbs that follow a title without a name: "the dr said". */
export const ordinaryWords = words(`
a an the and or but nor so if then than that this these those there here who whom whose which what when where why how
i me my mine we us our you your he him his she her hers it its they them their one some any all both each every no not
is are was were be been being am do does did done has have had having can could may might must shall should will would
to of in on at by for from with without about into over under up down out off as after before between during through
says said say saying told tells tell asked asks ask wants want wanted thinks think thought knows know knew gets get got
gave gives give took takes take goes go went gone came comes come makes make made uses use used needs need needed
likes like liked works work worked sees see saw seen agreed agrees disagrees signs signed wrote writes runs ran led
leads also just only very too now today yesterday tomorrow again never always often please thanks thank hello hi
because while until since still yet more most less least many much few new old good bad men dev
`);

/** Words of this field that follow "Patient", "Sister" or "Nurse" with a capital and are no names. */
export const workWords = words(`
safety experience flow reported outcome outcomes participation group groups education educator led lead leads leadership
specialist manager management training practitioner consultant director team teams care clinic ward wards hospital
hospitals trust trusts site sites service services involvement engagement voice voices story stories records record
information incident incidents response framework frameworks centred centered initiated transport advice liaison
journey pathway pathways facing public panel partner partners partnership representative data access choice feedback
survey surveys satisfaction association advocate advocacy research researcher quality improvement improver development
programme program project projects network university college society royal national england scotland wales nhs
audit evaluation spread sustainability publishing staff staffing midwife doctor nurse sister matron professor registrar
student students educators act rights leaflet passport handover discharge flow first second group
who marple universe
`);

/** Product names of Microsoft: "ms teams" is no Ms Teams. */
export const productWords = words(`
teams word excel office outlook sharepoint forms planner powerpoint project access copilot bookings lists loop onedrive
onenote viva visio windows entra azure team form list edge stream whiteboard sway publisher patient patients nurse
nurses clinic society service services
`);
