/**
 * Messages as staff might type them, made up for this test; nobody real is in them. What must be masked stands as
 * `{{kind|text}}`. Phone numbers are of Ofcom's ranges for drama where the form allows it; NHS and CHI numbers were
 * drawn at random and given the check digit their rule asks for.
 *
 * The figures that count are those of the `held` lines: they were written after the masks, and the masks were not changed
 * for them. The others were used to write and mend the masks.
 */
export const labelled: readonly { text: string; held: boolean }[] = [
  ...tune(`
My patient's NHS number is {{nhs|726 018 1591}}, which guide fits?
nhs no {{nhs|4830166134}} she was on our spread pilot
For {{nhs|486-091-3906}} can we publish the story
NHS number {{nhs|4948219933}} (may be mistyped)
{{nhs|7181909371}}
pt {{nhs|957 975 4322}} had a fall on the new pathway
Number: {{nhs|619.487.5747}}
Call me on {{phone|07700 900123}} please
my mobile is {{phone|07700900456}}
ring {{phone|+44 7700 900789}} after 5
Ring the ward on {{phone|0117 496 0123}} ext {{phone|4521}}
tel: {{phone|(0117) 4960456}}
bleep {{phone|2231}} if you know how to run a PDSA
phone {{phone|020 7946 0321}} or email {{email|jo.bloggs@example.nhs.uk}}
Send it to {{email|sam_o'hara@nhs.net}}, thanks
Email: {{email|A.N.Other+qi@trust.example.org}}.
She lives at {{postcode|BS1 5TR}} and wants to join the panel
postcode {{postcode|sw1a 1aa}}
we cover {{postcode|EC1A1BB}} and {{postcode|M1 1AE}}
{{name|Mrs Smith}} in bay 3 loved the board
please ask {{name|Mr O'Connor}} about the driver diagram
{{name|Dr Patel}} says his name must go first
{{name|Dr. Anna Kowalska-Jones}} is our lead
{{name|Miss Jane de Souza}} complained
{{name|mrs brown}} told us the leaflet was no good
{{name|Prof Okafor}} wants a return on investment
{{name|Sister Adeola}} has run the clinic for 20 years
The patient, {{name|Mr J. Evans}}, dob {{dob|03/04/1951}}
DOB {{dob|3.4.51}} NHS {{nhs|4186252769}}
born on {{dob|12 March 1948}} and still going strong
date of birth: {{dob|1948-03-12}}
d.o.b. {{dob|12th Mar 1948}}
Her birthday is {{dob|March 12th, 1948}}
MRN {{hospital|A1234567}}
hospital number {{hospital|0045678}} on ward 7
hosp no: {{hospital|RX12345}}
Patient ID: {{hospital|K987654}}
CHI {{chi|1608591212}}
chi number {{chi|240653 7285}}
a patient called {{name|Peter Wright}} told his story
my colleague {{name|Amina Yusuf}} did the poster
my name is {{name|Sarah Green}} and I need SQUIRE
Can I put {{name|Mr and Mrs Taylor}} in the acknowledgements
what is SQUIRE 2.0
how do I spread my PDSA to 14 wards by 12 March 2027
Is the Spread and Adoption Tool 2018 still on 0.5 FTE
Our project ran from 01/04/2023 to 31/03/2024, what next
ISBN 0306406152 is it Rogers?
MS Teams channel for QI
ms teams link please
ms word template for a poster
miss the deadline for BMJ Open Quality, what now
did I miss anything
Dr Foster data for our run chart
the dr said to use CFIR
DOI 10.1136/bmjqs-2015-004411
call 111 or 999
1000 Lives campaign and 100,000 lives
we had 12 falls, then 9, then 7, 5, 4, 3, 2
5 July 1948 is when the NHS began
budget is 1,250,000.00
Year 3 2nd cohort, B12 3rd floor
sample of 1234 patients from 2019 2020 2021
The Nurse Education team wants measures
a tool called Driver Diagram
who is the chief nurse here
RE-AIM vs CFIR vs NASSS
PMID 26369893
patient number 3 is the reason we changed it
Patient Safety Incident Response Framework
email me the list
page 12-34 of the guide
sisters doing it for themselves
Sister hospital in Leeds
Professor in charge of evaluation
`),
  ...tune(`
Have a look at {{nhs|410 928 1598}} hmm no that was the wrong one
the nhs number was {{nhs|9114 710 498}} I think
NHS: {{nhs|946507 5299}}. Which contact?
nhs num={{nhs|4703423669}}
Re {{nhs|912 768 4261}} and {{nhs|765 632 1225}}
patient {{nhs|6307924400}} wants her data in the poster
the lady ({{nhs|668 599 5289}}) agreed to be quoted
+44 (0){{phone|29 2018 0123}} is the office
text {{phone|07700-900-987}}
You can reach me on {{phone|+447700900111}}
T {{phone|01632 960 777}}  E {{email|ward.7@hospital.example}}
extension {{phone|60123}}
mob. {{phone|07700.900.222}}
Pager no. {{phone|1402}}
my number: {{phone|0300 123 4567}}
{{email|qi-team@some-trust.nhs.uk}} bounced
is {{email|first.last@sub.domain.example.co.uk}} the right mailbox?
mail to {{email|lee(at)example.org}}
{{postcode|G12 8QQ}} is where the clinic is
they moved from {{postcode|cf10 3at}} to {{postcode|LL57 2DG}}
Write to {{address|4 High St}}, {{postcode|W1A 0AX}}.
{{name|Ms Priya Nair}} presented it
{{name|MR JONES}} IN BED 6
{{name|Dr Ng}} and {{name|Dr Wu}} disagree over authorship
asked {{name|prof. Li}} already
{{name|Rev'd Thomas}} from chaplaincy helps
{{name|Lady Morgan}} is our patient partner
I saw {{name|mr khan}} yesterday, he was happy with the new discharge leaflet
{{name|Nurse Williams}} ran the huddle
{{name|Mrs van der Berg}}'s daughter wrote to us
{{name|Mrs. A. B. Clarke}} signed the consent
patient name: {{name|John Barnes}}
her husband {{name|David Price}} filled the survey
the patient's name is {{name|Olu}}
dob={{dob|01-02-1939}}
Date of Birth {{dob|1/2/39}} MRN: {{hospital|1122334}}
he was born {{dob|21st of June 1960}}
born {{dob|06/21/1960}} in the States
DoB {{dob|21 Jun 60}}
{{name|Mrs Ali}}, {{dob|07/08/1933}}, hosp. no. {{hospital|B 556677}}
unit number {{hospital|778899}}
patient no {{hospital|X0099887}}
CHI: {{chi|010487-5283}}
chi {{chi|2509623931}} for the audit
I am {{name|Tom Hardwick}} from cardiology
Mum, {{name|Grace Bell}}, was the first on the pathway
what does the 2017 guide say about the 7 sins
Between 1 April 2025 and 31 March 2026 we ran 26 cycles
how to spread from 3 wards to 30, 300 staff
is CFIR 2.0 newer than 2009
Miss Marple method? joking
when is the next Q event, 3 or 4 December 2026
do I need ethics for 120 questionnaires
Mr Men themed poster, is that silly
the matron and the sister on A4 disagree
Doctor led or nurse led?
Prof dev training for the team
Dr Who should I ask
run chart with 24 points 12 13 14 11 9 8
bmjopenquality.bmj.com/content/8/3/e000570
Version 1.2.3.4 of the toolkit
our ref 2024/0098/QI
NICE NG89 and CG103
phase 2 4 wards
A3 4th draft
the patient Experience lead wants a name on it
NHS 75 was in 2023
nhs england 2019 10 year plan
my name is mud if this fails
colleague in Bristol has done it
the model named after Deming
room 4.12, level 2
grant ref NIHR 131221
ORCID 0000-0002-1825-0097
who do I contact at Health Innovation West of England
PO19 is where we began
hospital number one priority
`),
  ...held(`
can someone check {{nhs|950 171 8042}} is on the sepsis list
Patient ({{nhs|6089127432}}) and her sister both filled the form
nhs number: {{nhs|4 8 5 7 7 7 3 4 5 6}}
pts nhs no. {{nhs|485-777-3457}} pls
her nhs number, {{nhs|401 023 2137}}, was on the poster!
Our lead is {{name|Dr Sunita Rao}}, ring her on {{phone|0151 496 0111}}
{{name|Mr. T. Adeyemi}} from estates
{{name|Ms. Fiona MacDonald-Hughes}} agreed
{{name|Miss Evans}} on bay 2
the consultant is {{name|mr singh}}
spoke to {{name|Dr Müller}} and {{name|Professor Nguyễn}}
{{name|Mrs O’Brien}} thanked the team
{{name|Sir Terence}} chaired it
{{name|Dr Al-Hassan}} wants first authorship
a woman named {{name|Irene Walsh}} drew the map
Hi, I'm {{name|Katie Doyle}}, new to QI
my name's {{name|Bernard}} by the way
resident: {{name|Arthur Pike}}, fell twice
patient {{name|Mary Lloyd}} tells her story in the video
d o b {{dob|04/11/1944}}
DOB: {{dob|4 Nov 1944}}, MRN:{{hospital|00456123}}
born {{dob|4.11.1944}}
her date of birth is the {{dob|4th of November 1944}}
{{name|Mr Bashir}} {{dob|22/10/1971}}
Hospital no. {{hospital|T778812}}
hosp num {{hospital|4455667}}
NHS {{nhs|4010232137}} hospital id {{hospital|R0A123456}}
CHI no {{chi|1203653883}}
chi={{chi|0109581482}}
tel. {{phone|01482 496000}}
Telephone: {{phone|+353 1 555 0123}}
WhatsApp me {{phone|07911 123456}}
my ext is {{phone|4410}}
office {{phone|028 9018 0123}}
{{phone|(020) 7946 0999}}
email {{email|d.o'neill@wales.nhs.uk}}
{{email|QI.HUB@EXAMPLE.ORG}}
{{email|contact.me[at]example.org}} please, or {{email|me.too[at]example.org}} as well
I live in {{postcode|NE1 7RU}}
ward at {{postcode|CT1 3NG}}, clinic at {{postcode|b4 7et}}
Flat 2, {{postcode|SE10 8XJ}}
we go live on 12/03/2027 and stop on 30 June 2027
10 wards, 20 teams, 300 staff, 4000 patients
{{name|Dr Deming}} is wrong to mask? He is {{name|Dr Deming}} after all
MS in a form: MS clinic pathway
Miss out a PDSA cycle?
Sister Circle model of peer support
Nurse Associate role spread
lord knows why it failed
the lady at reception asked
who should be named as author
called off twice, named and shamed
a project called Every Breath Counts
patient Reported Outcome Measures
a man with a plan
I am Very Confused by SPC
we're at 0.05 significance, n=1021
page 1200 of 5000
ticket 48210 is closed
step 10 of 12, version 2026.11.23
Article 10.1016/j.ijnurstu.2019.103345
PDSA 1 2 3 4 5 6 7 8 9 10
call 0 800 what?
room B12, bay 3, bed 4
reg no {{pin|18C1234E}} is a pin
`),
  // Written freely in November 2026, in the ways of handover notes and incident forms; the masks were mended after them.
  ...tune(`
pt in bed 14 {{name|Mrs OKAFOR}} needs OT review before dc, who do i ask about home first
{{name|SMITH John}} {{dob|04/05/1938}} side room 2 - falls, is there a falls bundle
Pt: {{name|Brown, Agnes}} (DOB {{dob|3.2.41}}) transferred from AMU, handover tool please
handover: bed 7, D.O.B {{dob|17-11-52}}, #NOF, for theatre am
re incident {{incident|W98213}} on ward 6, do we have a tool for learning from it
datix ref {{incident|445129}} raised yesterday what's the spread plan
INC-{{incident|2024-00871}} closed, how do i share the learning
StEIS {{incident|2023/18822}} action plan: looking for a driver diagram
complaint no {{incident|C/2024/0317}} from the daughter of {{name|Mr Lloyd}}
PALS {{incident|55120}} - relative unhappy about visiting, any guides
LFPSE-{{incident|7743219}} who reviews these
my patient {{name|Joan Whitaker}} has been readmitted three times this month
hosp no {{hospital|778812}} pt keeps DNAing
nhs {{nhs|485 777 3456}} please check against the register
NHS No. {{nhs|4857773456}} and dob {{dob|12 Jan 1961}}
chi {{chi|1201610052}} referred to community team
MRN {{hospital|00456712}} discharged 3/3
pt's name is {{name|Derek Osei}} and he lives at {{address|44 Cromwell Street}}
lives {{address|12b Station Rd, Leeds}} {{postcode|LS9 7QT}}, needs district nurse
postcode {{postcode|m13 9wl}} bed bound pt
ring the son on {{phone|07911 223344}} 
tel: {{phone|0161 496 0321}} (wife Carol)
email is {{email|d.osei84@gmail.com}} for the carer survey
carer: {{name|Mrs Patel}} {{phone|07700900456}}, wants feedback
GMC {{registration|6123456}} {{name|Dr Ahmed}} asked for the audit template
nmc {{registration|pin 98I1234E}} is my pin can i register for the course
ni number {{national|QQ 12 34 56 C}} on the form
NINO: {{national|AB123456D}} what is this about
{{name|dr sarah kenworthy}} in the ED wants to spread this
{{name|Sister Mary Dolan}} on ward 12 leads the huddles
consultant: {{name|Mr. T. Adeyemi}}, theatre 4
{{name|Miss Kaur}}'s mum has phoned again
baby of {{name|Fatima Begum}}, NICU cot 3
safeguarding ref {{incident|SG-10442}} child of {{name|Amy Croft}}
IQ: patient {{name|peter hughes}} {{dob|1/7/55}} wants copies of notes
re: {{name|Hughes, Peter}} - notes request
case note {{hospital|66/12345}} missing again
unit no {{hospital|A 123456}} lost in transfer
PAS number {{hospital|3344556}} duplicates
EMIS number {{hospital|20114}} for gp list cleaning
DOB: {{dob|1945}} approx, pt from care home
born on the {{dob|5th of November 1932}}, fell on ward
aged 97 born {{dob|1926}} lives alone
y.o.b {{dob|1950}} male
pt is {{name|Ms Nowak}} (34) 28/40 gestation
{{name|Ahmed Hussain}}, 56, known to CMHT
Known to services: {{name|Gemma Pike}}, 29
seen today: {{name|Alan Trent}} 71y M COPD
Mr&{{name|Mrs Daley}} want to complain
{{name|mr daley}} is angry about waiting
{{name|MRS E THORPE}} bed 3 bay C
bay B bed 2 = {{name|Thorpe, Edith}}; bed 3 = {{name|Nolan, Pat}}
next of kin: {{name|Susan Nolan}} (daughter) {{phone|01482 600123}}
NOK {{name|Dave Sharpe}} {{phone|07500-112233}}
GP {{name|Dr Linda Moss}}, Riverside Surgery
referred by {{name|Dr L Moss}}
patient id: {{hospital|9988776}}
Patient ID {{hospital|99-88-776}}
patient no.: {{hospital|PX004512}}
hospital no:{{hospital|RXW 0045512}}
local patient identifier {{hospital|K445566}}
district number {{hospital|123456A}}
ward clerk {{name|Janet Bell}} typed the wrong dob {{dob|06/06/66}}
CHI: {{chi|060666 1234}}
h&c number {{nhs|320 123 4567}}
n.h.s. no {{nhs|943-476-5919}}
{{nhs|943.476.5919}} is the number they gave
my nhs no = {{nhs|9434765919}}
DOB{{dob|12/12/40}} Pt {{name|Iris Vance}}
d.o.b: {{dob|12.12.40}}
dob - {{dob|12th dec 1940}}
date of birth is {{dob|december 12 1940}}
birthday {{dob|12/12/1940}}
{{name|Iris Vance}} dob {{dob|121240}}
{{name|Iris VANCE}}, F, {{dob|12-Dec-1940}}
{{name|VANCE, IRIS}} ({{dob|12/12/1940}})
bleep {{phone|1234}} for reg, pt is {{name|Owen Grey}}
my name is {{name|Claire Dunn}} and my dad {{name|Bernard Dunn}} fell on ward 9
staff member {{name|Karl Webb}} broke policy, datix {{incident|900123}}
W/C 12/3 pt {{name|Karl Webb}} dna
PSII ref {{incident|0045}}
inquest touching the death of {{name|Maureen Tully}}
claim no {{incident|NHSR-55-2024}} solicitor Kyle & Co
{{name|Mr John-Paul O'Connor-Smith}}, {{address|5 Dean's Court, York}}
{{name|Mrs van der Berg}}, {{address|flat 3, 19 Mill Lane}}
{{name|Mrs Edwards}} in 4B keeps asking about discharge
pt {{name|Stephen Bowles DNA'd}} x2
{{name|Nicola Firth}} (52) lives alone
{{name|Paul Tranter}} 67M chest pain
{{name|Dr. Yusuf Demir}} presented the audit
our patient called {{name|Femi}} won't engage
{{name|Barbara Hodge}} had a fall on bay 3
resident {{name|Doreen Platt}} refuses meds
Re {{name|Colin Marsh}}, complaint response due
{{name|MARSH Colin}} {{dob|01/01/1944}}
daughter of {{name|Jean Pickering}} wants a call
pt name: {{name|lukasz nowak}}
patient name {{name|Aoife Brennan}}
Handover: Bed 6 - {{name|Prakash, Anil}} - IV abx
bed 9 {{name|Margaret Toal}} awaiting POC
tracey from ward 4, patient is {{name|Kevin Doyle}}
{{name|Kevin Doyle's}} family complained about parking
mother {{name|Shabana Iqbal}} and baby both well
{{name|Ms. O'Hara}} rang
{{name|John Smith}} NHS {{nhs|943 476 5919}}
sister of pt {{name|Norma Quigley}}
we discharged {{name|Eric Popple}} yesterday
{{name|Eric Popple}} died on 3/3/24
Incident involved {{name|Wayne Cutler}} and a porter
the late {{name|Mr George Hanley}}
{{name|Trevor Inman}}, dob {{dob|3/9/39}}
{{name|Trevor Inman}} {{dob|03.09.1939}}
husband {{name|Frank Lowe}} tel {{phone|01772 555 019}}
I'm {{name|Debbie Sykes}} from theatres
Spoke to {{name|Mrs Okonkwo}}'s daughter about the new falls leaflet, can we share it with other wards?
our volunteer {{name|Brian Tattersall}} wants to publish his story, is that ok
pt {{name|Doreen Ashby}} (bed 14) was the first on the new pathway, can I write about her?
case study about {{name|GALLAGHER, Siobhan}} DOB {{dob|12.4.51}}, which journal takes case reports
re {{name|Harold Pinnock}} 87M fell twice, we changed the bed rails, how do I spread that
{{name|Ms J. Featherstone}} asked if the survey can be used elsewhere
a complaint from the family of {{name|Wojciech Kowalczyk}} led to this change, may we use it
the lady in side room 3, {{name|Edna Murgatroyd}}, told us the leaflet was too small
Patient: {{name|Farrukh Iqbal}}, Hosp no {{hospital|K4471902}}, consented to being in the poster
{{name|Mr and Mrs Llewellyn}} would like a copy of our report
i looked after {{name|mrs pettigrew}} on ward 7 and she said the whiteboard helped, who can I tell
Could you tell me how to anonymise the story of {{name|Amina Yusuf}}, aged 34, for a BMJ case report?
my patient {{name|Terence Ogilvie}} has agreed to be filmed for the spread video
nhs no {{nhs|943 476 5919}} is the index patient in our QI project
for baby {{name|Oluwaseun Adeyemi}}, b. {{dob|03/11/2025}}, the cooling started late
Discussed with {{name|Dr Rao}} and {{name|Sister Bernadette Quigley}}, both want to spread the checklist
Please send it to {{name|Cheryl Braithwaite}} on {{phone|07700 900461}}
contact me {{name|Graham Nettleship}}, {{email|g.nettleship@example-trust.nhs.uk}}
Name: {{name|Parminder Gill}}  NHS: {{nhs|9434765870}}
Sent from {{name|Ludmila Hrabar}}'s iPad
As discussed with {{name|Fiona Carruthers}} (deputy chief nurse), how do we sustain the huddle?
{{name|R. Chowdhury}}, DoB {{dob|23 July 1962}}, is happy for us to use her photo
Hi, {{name|Sanjay}} here from ward 12, how do I spread our bundle?
Best wishes, {{name|Katarzyna Nowak}}, band 6 nurse
pt's wife {{name|Maureen Tolland}} wrote the foreword, do we need consent to publish?
{{name|Mr O'Shaughnessy}} in bay C had three cannulas, that is why we began
patient called {{name|Xiu Ying Zhang}} said she could not read our leaflet
{{name|Abdul-Rahman Siddiqui}}, 56yo male, with sepsis, was missed, how do I share learning
We named the tool after Little {{name|Archie Bonham}}, a boy of 6 who died
Learning from the death of {{name|Peggy Lonsdale}} (inquest ref {{incident|00482-2025}})
{{name|Tom}} and {{name|Priya}} on our ward lead this, is there a network for them?
family of the late {{name|Vernon Scattergood}} wish to be thanked by name in the paper
Mum is {{name|Chantelle Brady}}, baby born {{dob|14-10-25}} at 31 weeks, can we publish
CHI {{chi|010150 0004}} seen in clinic, story for newsletter?
his address is {{address|27 Marlborough Crescent, Exeter}}, does that identify him in a case study
we visited her at {{address|Flat 4, 112 Old Kent Road}} {{postcode|SE1 5TY}} for the story
seen today: {{name|TREVOR HALLIWELL}} {{dob|1/2/1939}} fall number 3
ring {{name|Bev}} on ext {{phone|4471}} for the poster printer
SN {{name|Paula Winterbottom}} leads on this, who should she ask
Physio {{name|Hamish McGillivray}} would like to present it
NI number {{ni|QQ 12 34 56 C}} is on the form, should it be
my GMC is {{registration|7654321}}, do journals ask for it
{{name|Lord Carrington-Smythe}} chairs our board, should he sign the letter
The patient, {{name|Ngozi Umeh}}, has dementia
The project was started by {{name|Dr Anneliese Vogt}} in 2019
we did it for {{name|Mrs P.}} who waited 14 hours
his name is {{name|kelvin mbeki}}, he had a stroke at work
can the story of {{name|Evie-Mae Donnelly}} (4 yrs) be told at a conference
{{name|Olumide}} is my patient and wants to help spread it
We lost {{name|Joyce Entwistle}} last winter to sepsis and built the screening tool for her
my dad {{name|Reg Copplestone}} was on that ward, can carers help spread this
can you look at {{name|Mrs. Amrit Kaur-Sandhu}} s case and say if it is research
{{name|MCALLISTER Rory}}, bed 9, would like to speak at the learning event
pls anonymise: {{name|Tadeusz Wilczek}} 71y M ward 5b fell 3x
I'm {{name|Callum Dunbar}}, improvement lead at a community trust
this is {{name|Nasreen Akhtar}} from pharmacy, which journal is free
My name is {{name|Gwenllian Pugh}} and I work in a care home
email {{name|Stephen Thwaite}}: {{email|stephen.thwaite2@nhs.net}}
patient {{name|Lily-Rose Hartnell}} (DOB {{dob|2.2.2019}}) asthma plan poster
asked by {{name|Prof. Adaeze Nwosu}} to publish, where do I begin
Her name was {{name|Olive Trundle}} and she waited eleven hours
his name: {{name|Zbigniew Lis}}
carer is {{name|Denise Fothergill}}, tel {{phone|01392 496 0123}}
the resident in room 12, {{name|Mr Bert Sandringham}}, made the bird boxes
{{name|Mx Robin Ellery}} filled in the survey and asks for results
can we thank {{name|Josephine Abara}} and {{name|Malcolm Tideswell}} in the acknowledgements
our matron {{name|Lynette Cartwright}} wants to spread the tea trolley training
Ward manager {{name|Siân Prosser}} started it
From: {{name|Kingsley Boateng}} Sent: Monday
we interviewed {{name|Mrs Teodorescu}} and her husband {{name|Ion}}
pt {{name|J. Bloggs-Harrington}} consented
Sgt {{name|Paul Wetherby}} was our first veteran on the pathway
can I name {{name|Chloe Ransome}}, 19, who took an overdose, in the case study
incident {{incident|WEB-88213}} involved {{name|Noel Pilkington}}
the coroner wrote about {{name|Frederick Bassett}}'s death, how do we share it
I met {{name|Ayodele}} in clinic, she is my patient
Dear {{name|Alison Peabody}}, thank you for the poster
cc {{name|Rukhsana Mirza}}; {{name|Owain Griffiths}}
Kind regards, {{name|Bogdan Ionescu}}
{{name|Mrs E Hargreaves}} and {{name|Miss T Cole}} tested the app
Pt: {{name|HUSSEIN, Maryam}} NHS {{nhs|943-476-5919}}
Signed, {{name|Frances Dimmock}} (RN)
{{name|Roberta}}'s daughter asked us to tell her story in our paper
spoke with GP {{name|Dr. Kofi Mensah-Bonsu}}
named after our colleague {{name|Jasvinder Bhogal}}, who died of covid
the winner is {{name|Poppy Ledbetter}} from theatres
{{name|Mr T}} in bed 4 pulled out his line again, what works elsewhere
case of {{name|Ian Frobisher}}, a 44-year-old electrician
mother: {{name|Kirsten Aldous}}, baby {{name|Theo}}, born {{dob|5/5/25}}
{{name|Ines Carvalho}} (physio) and me would like to publish
{{name|mr jenkins}} fell again last night, how can we stop falls spreading lol
nurse {{name|Thandiwe Moyo}} says the huddle stopped
{{name|Ellis, Marjorie}} - hip fracture pathway, story for board
patient story: "{{name|Ken Barraclough}} went home in two days"
in memory of {{name|Sheila Wolstenholme}}
can the daughter of {{name|Eunice Appiah}} be a co-author
Good morning, {{name|Samuel Osei-Tutu}} is a patient on my caseload and would like to tell his story
{{name|Mrs Bridget Fairweather}}, 91, was the first resident to try the new hydration round
We asked {{name|Hyacinth Clarke}} and her sister {{name|Verna}} for feedback
Please can somebody ring {{name|Lorna Trewin}} about the poster, ext {{phone|2209}}
pt {{name|Arvind Chaudhari}} nhs {{nhs|943 476 5919}} fell in the bathroom, learning to share?
the parents of {{name|Jayden Whitlock}} want the sepsis film shown everywhere
{{name|Dr Siobhán Keane}} and {{name|Dr T. Balogun}} are the authors, can I add a third
This happened to {{name|Ethel Greenhough}} on Ward 4 in March
case report on a 23 year old called {{name|Dominika Sobczak}}, which journal
is it ok to say that Cllr {{name|Janet Fairbrother}} opened the ward
thank you to {{name|Prakash}} for the template
{{name|Mr Ali}} and {{name|Mrs Ali}} waited six hours
{{name|Jean Poole}} (HCA) came up with the idea
Family liaison: {{name|Tracey Marchbank}} {{phone|07700 900 812}}
we have consent from {{name|Miss Ffion Gruffydd}}
in bed 3 {{name|Albert Crossthwaite}} had a pressure sore and the new mattress helped
my colleague {{name|Agnieszka}} and I want to publish
the baby, {{name|Noah Pemberton}}, was cooled in time
the story of {{name|Rita Marsden}} is on our intranet, can others use it
her consultant is {{name|Mr Venkat Subramanian}}, should he be an author
patient's name {{name|Hortense Delacroix}}, how do I anonymise
{{name|Stan Wojtowicz}} lives at {{address|8 Priory Close, Truro}} and had six visits
our chief exec {{name|Dame Olwen Trefor}} asks for a spread plan
I am writing about {{name|Keisha Bramble}}, who has sickle cell
{{name|O'Rourke, Padraig}} dob {{dob|09/09/1958}} agreed
contact {{name|Zainab Hashemi}} in audit
student nurse {{name|Ellie Thorne}} noticed it first
volunteers {{name|Pat Hollis}} and {{name|Jim Garside}} run it
Evening all, our healthcare assistant {{name|Monique Dacosta}} redesigned the drinks trolley, can we share it
{{name|Mrs Winifred Aldridge}} came back three times in a month and that began the project
pt {{name|Declan Rooney}} seen 3x this month, we built a care plan template
Patient name {{name|Ruksana Begum}}, date of birth {{dob|19/08/1977}}
{{name|PEMBERTON, Alice}} bed 22 NBM
can I publish a story about {{name|Gordon Lightbody}}, he gave verbal consent
{{name|Iris Mottram}} (82) was readmitted twice
my daughter {{name|Saoirse}} was the patient
I spoke to {{name|Vikram Deshpande}} at the AHSN
our lead is {{name|Marie-Claire Dubois}}
{{name|Dr Hassan El-Sayed}} wrote the protocol
Lovely feedback from {{name|Mr and Mrs Cotterill}} about the discharge lounge
{{name|Sister Agnes Mulcahy}} retired and the huddle stopped, what now
pt called {{name|Wayne}} refuses to be in the film
NOK: {{name|Valerie Stubbs}} {{phone|07700 900 333}}
the death of {{name|Rosemary Tindall}} is being reviewed, can we share the learning yet
what do I do with a thank you card from {{name|Arthur Bickerstaff}}'s wife
{{name|Tomasz Zielinski}} from the portering team had the idea
re: {{name|Leah Sugden}} - consent form for poster
Thank you, {{name|Harriet Osborne-Clarke}}, Quality Improvement Lead
{{name|B. Okoro}} (DOB {{dob|2/2/71}})
service user {{name|Marlon Bissett}} co-designed it
please ask {{name|Kirsty McAllister}} for the data
{{name|Mohammed}} and {{name|Sunita}} will present
the family of {{name|Gladys Nkemelu}} want the case shared
a girl called {{name|Paige Henshall}}, 9, drew the poster
{{name|Miss Sarah-Jane Whitcombe}}'s operation was cancelled twice
is {{name|Joel Abernathy}} allowed to be named as a patient author
our patient {{name|Mr K Papadopoulos}} is deaf
case: {{name|Edith Ramsbottom}} 94F NOF
`)
];

function tune(lines: string): { text: string; held: boolean }[] {
  return split(lines).map((text) => ({ text, held: false }));
}
function held(lines: string): { text: string; held: boolean }[] {
  return split(lines).map((text) => ({ text, held: true }));
}
function split(lines: string): string[] {
  return lines.split('\n').filter(Boolean);
}
