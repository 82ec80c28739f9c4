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
