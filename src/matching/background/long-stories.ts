import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** Long messages, told as the field's stories are told, that end in something no entry answers. */
export const longStoryGroups: readonly BackgroundGroup[] = [
  group(
    'stories-of-pay-and-leave',
    `
      Morning, I have been on the same ward since March, everyone is lovely and the project on falls went well, but payroll still has me on the old band and nobody answers the phone, what do I do about back pay
      We finished our improvement project last week and I am due four days off in lieu, my manager says they are lost now the year has turned, is that allowed
      I moved from a trust in the north to this one in June and my service has not carried over, so my leave is less than it was, who puts that right
      I am the only administrator left after two people went, I have worked Saturdays for a month and want to know whether that is time and a half or plain time
      My husband is poorly and I have been told carers' leave exists but nobody on the unit has ever taken it, what is it and does it come out of my pay
      Had my baby in August, going back part time in spring, somebody said I can use keeping in touch days to come to the team meeting, how many do I get and are they paid
      I was promised the lead role when Sue retired, it was given to somebody from outside without an interview, can I put in a grievance about it
      After twelve hour nights all week my roster has me back in on an early tomorrow, that cannot be legal can it, how many hours rest should there be
      I have been a bank nurse here for six years and somebody at the desk said I ought to be in the pension by now, how do I find out if I am
      Our secretary has been off since Easter and her sick pay is about to be halved, she is in tears, is there anything that can be done to stretch it
    `
  ),
  group(
    'stories-of-computers',
    `
      Sorry to be a pain, I have got slides to give in ten minutes to the whole improvement committee and the screen in the seminar room just says no signal, who can come
      I spent all weekend on my report, saved it on the shared drive, and this morning the folder is empty, please tell me there is a way to get yesterday's version back
      I am at home with the child who has chicken pox and need to get onto the network but the little token app wants a number it never sends, what now
      We had new tablets for the ward round, everybody was keen, and now half of them are stuck on a black screen with a spinning wheel, is there a trick to restart them
      My account got locked because I typed the password wrong after the holiday, the self service page asks for a question I never set up, who unlocks it on a Sunday
      The electronic record throws me out every time I open the fluid chart, three of us on the bay have it, the service desk says it is only us, can somebody look
      Since the update my emails to the hospice come back with a long red message about policy, yesterday it worked, is something blocked at our end
      I want to show a film in the staff room and the website is blocked as entertainment although it is about hand hygiene, how do I get it let through
      My colleague in finance made a big table that works out everything by itself, she has left and now it shows hash signs everywhere, how do I mend the formula
      They gave me a new phone, the old one had all the contacts of our community team on it, is there a way of carrying them across before I hand it in
    `
  ),
  group(
    'stories-of-patients-and-care',
    `
      I have a gentleman in bed four who has been waiting for a care package for three weeks, his daughter is furious, social work says it is health and health says social work, who decides
      We tried a new dressing on one patient and the wound looks far worse than on Friday, red and hot round the edge, should I swab it or ring tissue viability first
      A lady came to our clinic with a letter for the other hospital, she had taken two buses, is there a way of getting her seen today without starting again
      On the last two mornings the sugars of one of our residents were under four before breakfast, she is on the long acting insulin at bedtime, what would you do with the dose
      My mum came home on Tuesday with a bag of tablets and a sheet nobody explained, two of them seem to be the same thing with another name, should she take both
      Our new pathway works for most people but I have a man with one kidney and the contrast question came up, is there a threshold below which we do not scan
      The family want to take him home to die, it is Friday at four and there is no syringe pump in the community store, what can be done before the weekend
      A child of six swallowed a small battery an hour ago according to the granny, he seems fine and is eating crisps, which department takes this
      I am the district nurse for three villages and one of my patients refuses the catheter change although it is blocking, she has capacity, how do I write that down
      Our physio got her walking again with a frame and now she insists on going home alone, the stairs worry me, who can do a home visit quickly
      The ambulance brought somebody with no name and no papers, he speaks a language none of us knows, how do I get an interpreter at two in the morning
      I am pregnant, thirty weeks, and we have somebody on the bay with shingles, occupational health is closed until Monday, can I nurse him
    `
  ),
  group(
    'stories-of-rooms-things-and-travel',
    `
      We have visitors from the regional team on Thursday to see our work, twelve people, the boardroom is taken and the education centre wants a cost code, is there anywhere else that sits twelve
      The heating in our portacabin has been off since the clocks changed, three people wear coats at their desks, I have reported it twice, is there a temperature at which we can go home
      I bought the flip charts and the pens for the away day out of my own purse, forty pounds, the receipt went through the wash, can I still get it back
      There is a leak above the drugs fridge, somebody put a bucket under it before the weekend and it is nearly full, who do I call that will really come
      I am to give a talk in Leeds and the train is cheaper if I book now, but the travel office only books within two weeks, may I buy it and claim
      Everybody parks on the grass since the building works began and yesterday I got a ticket although I have a permit, where do I appeal
      The charity gave us four recliners for relatives and the fire officer says they cannot stay because of a label, what sort of label does he mean
      Our ward was moved up a floor for six months, which became two years, and we still have no hooks for the aprons, who fits hooks
      The microwave in the rest room caught fire a bit, nobody hurt, the new one needs a test before we plug it in, how long does a test take to arrange
      A parcel for our team has been signed for at the gate and nobody has seen it since, it is the badges for the launch, how do I trace it
    `
  ),
  group(
    'stories-of-rules-and-forms',
    `
      After the incident on nights we were told there will be an after action review, I have never been in one and I am frightened I will be blamed, do I need my union there
      A journalist rang the ward about a patient who used to be in the papers, I said nothing, but she left a number and knows my name, whom do I tell
      Somebody in the team posted a picture from the night out with a whiteboard in the background and you can read names on it, is that a breach we have to report
      A patient asked for a copy of everything we hold on her since 1998, it fills two trolleys, how long have we got and may we charge for it
      The police turned up and want the film from the corridor camera for last night, the security man has gone home, may I give it to them
      I filled in the form for the fit test, then the other form for the mask, and now occupational health wants a third, is there one place where all that lives
      My mandatory training shows red for something I did in April, the certificate is on my fridge at home, how do I get it put right before my appraisal
      Our volunteer is seventeen and wants to help at mealtimes, she has a reference from school, does she need the check with the fingerprints or whatever it is
      The coroner's officer asked me for a statement about a man I looked after once two years ago, I remember nothing, do I just say so
      We are told to do a data protection assessment for the new booking system, it has eleven pages and I do not understand half of them, who can sit down with me
      A colleague smells of drink on earlies, I like her a lot, I do not want to lose her the job, but there are patients, who do I talk to
      The inspectors come in three weeks and I have been asked to tidy the evidence folder for medicines, what do they look for when they open it
    `
  ),
  group(
    'stories-of-studying-and-careers',
    `
      I did a small improvement project as a student and loved it, now I have to choose between paediatrics and anaesthetics by the end of the month, how did you choose
      I am a band five physio, did three projects, got bored, and wonder about becoming a manager, which masters would you go for and will the trust pay
      My daughter wants to be a paramedic, she is good at biology and hates maths, what does she need for the course and is there an apprenticeship
      I failed the drug calculation test by one mark because the clock on the wall was wrong, may I sit it again before the course ends
      As an overseas nurse I passed the written part, the practical is in November, is there a list of the stations and somewhere I can rehearse
      My supervisor has gone on maternity leave in the middle of my dissertation about nurses' shoes, the university says find another one, how do I do that
      I have an interview on Friday for a band seven post, they want a ten minute talk on leadership, what should I wear and what will they ask first
      I have to write four thousand words comparing two theories of learning by Sunday and have not begun, could you give me an outline
      I got onto the leadership course and now it clashes with my sister's wedding, they say all days are compulsory, is there any way round that
      The consultant wants me to present a case at grand round, a man with a rare fungus, how do I show the scan without his name
    `
  ),
  group(
    'stories-of-home-and-the-world',
    `
      We have got mould spreading across the bathroom ceiling since the winter, I have scrubbed it twice with bleach and it comes straight back, what paint keeps it away
      My neighbour feeds the pigeons every morning and now there are dozens, I have spoken nicely and she will not stop, is there a rule about it
      I promised the children pancakes and there are no eggs in the house, the shop is shut, what could I use in their place
      Our dog ate a whole bar of dark chocolate an hour ago, he is about twenty kilos and looks pleased with himself, do I need the vet
      We want to go to Cornwall in the last week of May with my mother in law who cannot do stairs, is there anywhere nice on the flat near the sea
      I have been learning the guitar for a year and my left hand still hurts on the bar chords, is that normal or am I doing it wrong
      The car makes a clicking noise going left round roundabouts, it began after the pothole on the ring road, what is likely to be broken
      My father left a house in Ireland with three names on the deeds, my brother wants to sell and I do not, where would I begin
      There is a family of foxes under the shed, I would love to keep them and my husband is worried about the hens, what do foxes do in the day
      I am trying to lose a stone before the summer, I walk to work, and nothing happens since Easter, what would you cut out first
      Our allotment society has grown from five people to sixty and nobody wants to be treasurer any more, how do other societies choose one
      The school wants us to buy tablets for the children and says it is voluntary, it does not feel voluntary, what have other parents done
    `
  ),
  group(
    'stories-that-sound-like-ours',
    `
      We have run our stall at the farmers' market for two years, it went so well that the next town asked us to come too, how do I find out what a pitch there costs
      The choir began with one ward and now four wards sing, I would like to record a Christmas single for charity, who owns the rights to carols
      Our running club started with six nurses and is now ninety, we need insurance and somebody who knows about club rules, where do we register
      My knitting pattern for bonnets went round all the maternity units in the county, people ask me to print it as a booklet, how do I price it
      Since the consultant who set up the allergy clinic retired the waiting list has doubled, which other hospital takes allergy referrals from us
      I piloted the new hoist for the firm, liked it, and would like one for our bay, what is the code for ordering it and who signs
      We tested three brands of incontinence pads and everybody prefers the blue ones, which supplier has them and is there a discount for bulk
      The paper forms for observations went and the electronic ones came, it is better, but the night staff cannot see the screen in the dark, is there a dark setting
      Our sepsis numbers went up in August, the doctors changed over, can you tell me what antibiotics the guideline says for somebody allergic to penicillin
      Other sites do their stock count by scanner, ours by pencil, my boss says buy four scanners, which scanner reads the small codes
      I was asked to share what we learnt in the move to the new building, mostly that there were not enough sockets, who is in charge of sockets
      The lunch club at our surgery stopped when Jean died, people miss it, is there a grant from the council for lunch clubs
      A company came with a glucose meter that talks to the phone, free for three months, and afterwards it costs, do we have to put that to tender
      We got an award for the garden and now the other hospital wants one, which plants like shade and wind and are safe for confused people
      I have five years of figures on our theatre start times and want to know simply whether Tuesdays are worse, can somebody do the sums for me
      We cut the number of falls by changing the slippers, and now the slippers are out of stock everywhere, where else can I buy them
      The discharge lounge was meant for one winter and is still there, it has no toilet, which building rule says how many toilets it needs
      Everyone wants our recipe for the low salt soup since it was in the newsletter, may I share it, the cook says it is hers
    `
  )
];
