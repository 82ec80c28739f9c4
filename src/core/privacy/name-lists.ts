import { wordLists } from '../../config/word-lists.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

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
who marple universe friendly initiative ambulance lifeline
`);

/** Product names of Microsoft: "ms teams" is no Ms Teams. */
export const productWords = words(`
teams word excel office outlook sharepoint forms planner powerpoint project access copilot bookings lists loop onedrive
onenote viva visio windows entra azure team form list edge stream whiteboard sway publisher patient patients nurse
nurses clinic society service services
`);

/** Words after a person's name that make it the name of an institution, a prize or a method: "James Cook Hospital". */
export const institutionWords = words(`
hospital hospitals infirmary hospice programme program trust university college society foundation institute centre center
award awards prize house school model report inquiry review method theory scale score test index tool street road library
alliance fund act rule law court lecture fellowship charter cycle questionnaire campus building surgery practice academy
wing unit diagram chart framework principle principles effect list guide piece article book paper blog talk video webinar podcast
`);

/**
 * Full names of people of whom this field speaks as of authors and eponyms, in small letters. They are kept where nothing says
 * that a patient or a colleague is meant.
 */
export const publicNames: ReadonlySet<string> = new Set(wordLists.publicNames.flatMap(({ lines }) => lines));
