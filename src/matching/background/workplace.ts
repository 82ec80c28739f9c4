import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** Questions that people at work in health care ask a chat bot about other things. */
export const workplaceGroups: readonly BackgroundGroup[] = [
  group(
    'computers',
    `
      I forgot my password
      how do I reset my password
      my laptop will not turn on
      cannot log in to my email
      the printer is jammed
      how do I connect to the vpn
      my screen is frozen
      who do I call in IT support
      what is the number for the service desk
      how do I get access to the shared drive
      my smartcard is locked
      teams will not open on my computer
      how do I add a channel in slack
      how do I mute notifications
      how do I set an out of office message
      the internet is down
      how do I recall an email
      install software on my work computer
    `
  ),
  group(
    'leave-and-pay',
    `
      how much annual leave do I have left
      how do I book annual leave
      when is payday
      I think my payslip is wrong
      how do I claim overtime
      what band is a ward manager
      how much does a band six nurse earn
      sick pay entitlement
      how do I call in sick
      maternity leave policy
      how do I join the pension scheme
      can I carry leave over to next year
      flexible working request
      how many bank holidays this year
      how do I change my bank details for pay
      uniform policy and jewellery
    `
  ),
  group(
    'shifts-and-staffing',
    `
      who is on call tonight
      can somebody swap my shift on friday
      we are short of staff tonight
      how do I book a bank nurse
      when is my next shift
      what time does handover start
      how do I join the staff bank
      safe staffing levels for a ward at night
      how many nurses should there be for each patient
      rota for next week
      can I work from home
      agency nurse rates
    `
  ),
  group(
    'jobs-and-training',
    `
      are there any jobs going
      how do I apply for a nursing post
      what questions do they ask at interview
      how do I become a physiotherapist
      when is my mandatory training due
      book me on manual handling
      basic life support course dates
      how do I revalidate with the nmc
      appraisal form
      where is the induction on monday
      how do I get an honorary contract
      dbs check how long does it take
      how do I get promoted
    `
  ),
  group(
    'clinical-care',
    `
      what is the dose of paracetamol for a child
      how do I treat a pressure ulcer
      normal potassium level
      signs of sepsis
      what is a normal heart rate
      side effects of warfarin
      how do I put in a cannula
      what antibiotics for a chest infection
      how do I calculate a news2 score
      when should I call the crash team
      how often should a catheter be changed
      insulin sliding scale
      can I give ibuprofen with asthma
      what is the treatment for a stroke
      how long after surgery can a patient eat
      interpret this blood gas
      ecg shows st elevation what do I do
      how do I dress a wound
      blood transfusion reaction what to do
      how do I do a falls risk assessment
      palliative care drugs
      do not attempt resuscitation form
      what do I do about a deteriorating patient
      is this mole cancer
    `
  ),
  group(
    'patients-and-appointments',
    `
      how do I book a gp appointment
      when is my outpatient appointment
      what are the visiting hours
      how long is the wait in a and e
      how do I complain about my care
      where can I get my covid jab
      how do I get my medical records
      I have a headache what should I take
      my back hurts
      I feel depressed who can I talk to
      how do I register with a dentist
      how do I order a repeat prescription
      how long are the waiting lists for a hip replacement
      what is the number for 111
    `
  ),
  group(
    'the-building',
    `
      where can I park
      how much is the car park
      what time does the canteen open
      what is for lunch today
      where is radiology
      how do I get to the education centre
      is there a shuttle bus between sites
      where is the nearest toilet
      how do I book a meeting room
      the heating is broken in our office
      report a broken light
      lost property
      when is the fire drill
      is there a gym for staff
      where can I get a cup of coffee
      the lift is out of order
    `
  ),
  group(
    'policies-and-incidents',
    `
      how do I report an incident
      how do I fill in a datix
      whistleblowing policy
      how do I raise a safeguarding concern
      information governance breach what do I do
      data protection and emailing patient details
      consent form for surgery
      policy for social media use
      how do I raise a grievance
      being bullied at work
      health and safety at work display screen
      how do I report a broken bed
      freedom of information request
      who is the chief executive of my trust
      what is our last inspection rating
      how do I order stock
      how do I order new equipment
      how do I raise a purchase order
      procurement rules for suppliers
      petty cash
      what is the ward budget
    `
  ),
  group(
    'research-and-numbers',
    `
      how do I work out a sample size for a drug trial
      what is a p value
      how do I do a t test in spss
      what is the population of england
      how many people work in the health service
      how do I apply for a phd
      how many hospital beds are there
      mortality figures for our hospital
      randomised trial of a new drug
      what is the cost of a bed day
      how much does the nhs spend each year
      what is the genome project
      who discovered penicillin
    `
  ),
  group(
    'meetings',
    `
      book a meeting with sarah on tuesday
      what is on my calendar today
      remind me at three
      schedule a call with the team
      cancel my meeting
      invite everyone to the social
      who is coming to the team meeting
      send an email to my boss
      set a timer for ten minutes
      take minutes of this meeting
      what is the link for the teams call
      summarise this chat
      translate this into polish
      call me a taxi
    `
  )
];
