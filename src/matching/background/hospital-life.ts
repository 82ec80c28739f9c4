import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** A day in a hospital and a life beside it, as staff type it into a chat. */
export const hospitalLifeGroups: readonly BackgroundGroup[] = [
  group(
    'rota-and-leave-in-practice',
    `
      I am down for nights on the twelfth but I booked that week off in june, who sorts it out?
      can I swap a long day for two short ones
      how late can I hand in my requests for the next roster
      my off duty has gone blank on my phone
      do I get the day back if I was ill on my annual leave
      can my manager cancel leave that was already agreed
      we have two off sick and no cover for the twilight, help
      how many weekends in a row can they make me work
      is there a rule about rest between a late and an early
      carers leave for my dad's hospital appointment
      how do I let the site manager know I will be late in
      compassionate leave for a grandparent
    `
  ),
  group(
    'pay-and-contracts-in-practice',
    `
      my night enhancements are missing from this month's pay
      why has my tax gone up
      I was paid twice in october, do I have to give it back at once?
      how is sunday overtime worked out for part timers
      when do I move up to the next pay point
      can I see old payslips from before I changed trust
      does the bank pay weekly or monthly
      how do I opt out of the pension for a while
      my contract says thirty hours and they want thirty seven
      what is the cut off for expenses to be in this month's wages
      who pays for my professional registration
      hello, I start on monday and nobody has asked for my bank details, is that normal
    `
  ),
  group(
    'getting-there-and-parking',
    `
      is the multi storey full this morning
      my permit does not open the barrier at the east gate
      can I park at the other site with the same permit
      I got a ticket while I was on a cardiac arrest, can somebody cancel it
      which bus goes from the station to the hospital after ten at night
      is there a taxi account for staff who finish late
      where do visitors with a blue badge leave the car
      pool car booking for a home visit
      how much do patients on dialysis pay to park
      are there showers for people who cycle in
      roads are icy, what if I cannot get in?
      the shuttle did not stop for us again
    `
  ),
  group(
    'computers-in-practice',
    `
      my smartcard pin is blocked and the registration office is shut until monday
      the ward computer keeps logging me out in the middle of the drug round
      I cannot see the blood results tab any more
      label printer prints everything upside down
      how do I get my work email on my own phone
      who can give our new doctor access to the x ray viewer
      mouse has died, where is a spare
      is the whole network down or only our floor
      my account says locked and I have a clinic in ten minutes
      can I plug in a memory stick
      dictation has stopped typing half way through a letter
      how do I stop a meeting from ringing on three devices
      strange link in a message from the chief executive asking for gift cards
    `
  ),
  group(
    'estates-and-rooms',
    `
      the tap in the sluice will not stop running
      it is thirty degrees in bay two and the windows do not open
      water is coming through the ceiling of the clinic corridor
      how do I get a key cut for the linen room
      can someone hang a whiteboard
      the automatic door sticks and traps wheelchairs
      is the seminar room on level three free on thursday afternoon?
      how do I book the chapel for a memorial
      somebody is sitting in the room I booked
      who do we ask to have the carpet cleaned
      there is a mouse behind the fridge in our kitchen
      light above the couch flickers during examinations
      how many people fit in the board room
      the nurse call bell in bed four is stuck on
    `
  ),
  group(
    'food-and-uniforms',
    `
      does the restaurant do hot food at three in the morning
      how do I order a halal meal for a patient who came in after supper
      missed meal, who brings a snack box
      patient on a soft diet got toast, who do I ring
      the vending machine ate my money
      sandwiches for twelve people on wednesday, how do I order them?
      is there somewhere to heat up my own lunch
      my tunic is two sizes too big
      how many sets of scrubs am I allowed
      can I wear trainers on the ward
      are false nails and a fitness watch ok in theatre
      where do I hand back my uniform when I leave
      who washes scrubs, us or the laundry
    `
  ),
  group(
    'beds-and-discharge',
    `
      we have a patient in the corridor, are there any beds on the medical floor
      who decides which outlier moves first
      side room needed for somebody with diarrhoea
      how do I get a bed cleaned quickly after an infection
      she is medically fit and her son has lost the house key, what do we do
      transport is booked for two and the tablets are not ready
      how do I order a hospital bed for somebody going home
      can he go home on oxygen at the weekend
      discharge lounge opening hours
      who arranges a package of care in the next county
      nursing home will not take her back without a negative swab
      no fixed abode, where can a patient be discharged to
      repatriation to a hospital abroad
      can ward clerks book follow up clinics
    `
  ),
  group(
    'medicines-in-practice',
    `
      how fast can I give potassium through a peripheral line
      can these two antibiotics go down the same line
      what is the paediatric dose of ondansetron by weight
      patient vomited ten minutes after the tablet, do I repeat it?
      he takes his own insulin, where should we keep it
      is there a liquid form of this tablet for a feeding tube
      we are out of heparin flushes and pharmacy is closed
      when should the next patch go on
      warfarin, what do I do with an inr of six
      missed two doses of an epilepsy drug, what now
      how much fluid for an adult who is nil by mouth
      what do I mix this antibiotic with
      two keys for the drug cupboard have gone home with somebody
      pharmacist for our ward, what is the bleep
      can a student give a controlled drug
    `
  ),
  group(
    'procedures-and-signs',
    `
      what size of catheter for a woman of ninety
      how do I check the position of a feeding tube
      chest drain is bubbling, is that right?
      which vein is best for a cannula in a child
      how long do I keep a patient flat after a lumbar puncture
      wound edges look black, should I worry
      how tight should the compression bandage be
      pupils are unequal after a fall
      how do I turn a patient with a broken neck
      breathing rate of thirty and confused, who do I call
      what is the target oxygen level in chronic lung disease
      do I need sterile gloves for this dressing
      how do I take out staples
      stoma looks dark since this morning
      urine output is ten an hour, what next
    `
  ),
  group(
    'tests-and-referrals',
    `
      what colour bottle for a clotting test
      my blood sample was rejected, it says haemolysed
      how long does a urine sample keep in the fridge
      can I add a test to blood that was sent this morning
      who reads the scan at night
      when will the biopsy result be back
      does she need to fast before the ultrasound
      potassium of seven, is it real or did the sample sit too long
      how do I refer to the diabetes nurses
      do I phone or send a form for a heart opinion
      the referral bounced because the box was not ticked
      urgent physiotherapy for a chest, out of hours number please
      which clinic sees adults with funny turns
      can a patient refer himself to podiatry
      dietitian referral for poor appetite
    `
  ),
  group(
    'patients-families-and-visiting',
    `
      how many visitors can sit round one bed
      can children visit intensive care
      my mum is on ward nine and nobody answers the phone
      patient wants her cat to visit, is that possible
      need somebody who speaks romanian for a consent talk at four
      telephone interpreter code
      is there a deaf relay service we can use tonight
      his dentures went down with the breakfast tray
      where do we lock up a patient's wedding ring
      bag of clothes left behind after a transfer
      relative wants to sleep in the chair
      a visitor has fainted in the lift
      patient asks for a priest, it is two in the morning
      family want the notes today
      can I take a present from a patient
      large print menu for a blind patient
    `
  ),
  group(
    'stock-and-equipment',
    `
      we have run out of large gloves and the store is locked
      how do I top up the dressing trolley
      delivery came with the wrong needles
      where do I send a thermometer that reads too low
      monitor on the transfer trolley has no battery
      bladder scanner shows an error code
      how do I book a bariatric wheelchair
      pump is due a service according to the sticker
      who lends out air mattresses
      suction does not work in bay one
      the hoist sling has a tear
      can we borrow a blood warmer from theatres?
      is there a recall on this syringe
      oxygen cylinder nearly empty, how do I swap it
    `
  ),
  group(
    'students-and-careers',
    `
      I have a student with me next week and nobody told me
      who signs a student's hours if the supervisor is off
      my placement is miles away, can I change it?
      a student failed her drug calculation, what do I do
      work experience for a girl of sixteen
      elective for a medical student from malta
      how do I become a nurse practitioner
      can I move from adult nursing to children's
      preparing for a consultant interview
      they offered me the job and I want more money, what do I say
      how long is the physician associate course
      does my degree from ghana count here
      when do the new doctors change over
      mess subscription for residents
    `
  ),
  group(
    'rights-and-wellbeing',
    `
      my boss shouts at me in front of patients, who can I see about it
      can the union come with me to a sickness meeting
      how do I put in a grievance without losing my job
      are we allowed to strike next month
      I was hit by a patient, what support is there
      I cried in the sluice today and I do not want to go back in
      somebody died on my shift and I keep thinking of it
      is there a quiet room for prayers
      can I express milk at work
      I have dyslexia and the forms are killing me
      do I have to tell them I am pregnant
      sick for a month, will I be paid?
      free physio for staff with a bad back
      is counselling private from my manager
      a colleague smells of drink
      reduce my hours before retirement
    `
  ),
  group(
    'lost-and-chat',
    `
      I left my glasses in the canteen this morning
      has anyone handed in a silver ring
      found a set of car keys by the lifts
      my stethoscope has walked
      whose yoghurt is in the staff fridge
      will it be frosty on my way home
      is the storm going to hit us tonight
      did we win the cup
      who is playing in the staff five a side
      who fancies a curry after the shift
      what can I cook with leeks and an egg
      how long does a jacket potato take in the microwave
      cheapest way to get to lisbon in may
      do I need a visa to change planes in doha
      is there a good pub near the station
      any ideas for a baby shower
    `
  ),
  group(
    'homework-code-and-the-bot-itself',
    `
      help my son with fractions
      explain the water cycle to a child of eight
      how do I sort a list in javascript
      why does my loop never end
      write a query that joins two tables
      tell me something funny about surgeons
      why did the skeleton go to the party
      what would you do if you were me
      do you ever get bored of us
      have you got a family
      which football team do you follow
      what is your star sign
      can you keep a secret
      do you get paid for this
      would you rather be a nurse or a doctor
      have you ever been ill
    `
  )
];
