import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** Improvement work's own neighbourhood: what people of the field ask and this knowledge does not hold. */
export const nextDoorGroups: readonly BackgroundGroup[] = [
  group(
    'improving-one-clinical-thing',
    `
      how do I bring down pressure sores on an elderly care ward
      ideas for cutting waits in fracture clinic
      what works to stop falls at night
      best way of getting antibiotics in within the hour
      how can we get more people to wash their hands
      change ideas for fewer cancelled operations
      which bundle prevents ventilator pneumonia
      how do we lower our caesarean rate
      ways of making handover at the bedside shorter
      what can I do about late discharges before lunch
      how have others reduced medication errors in care homes
      reducing missed doses of parkinson's tablets
      what stops catheter infections
      improving uptake of flu jabs among porters
      how to get did not attend rates down in physio
      reducing noise at night for patients
      getting people to drink more on the ward
      better pain control after hip fracture
      how do I make clinic letters arrive sooner
      what is the best early warning score for children
      getting stroke patients to the scanner in twenty minutes
      how do we get fewer blood samples clotted
      cutting down unnecessary cannulas
      which tool screens for malnutrition
      how can reception answer the phone faster at eight in the morning
    `
  ),
  group(
    'methods-we-do-not-teach',
    `
      what is the difference between a yellow belt and a green belt
      how do I draw a fishbone diagram
      explain the five whys with an example
      what is a pareto chart and how do I make one
      value stream mapping for a clinic, how is it done
      what does gemba walk mean
      how to run a kaizen event
      swim lane diagram software
      what is failure mode and effects analysis
      how do I do a process map with sticky notes
      what does swarming after a fall involve
      how is a human factors analysis done
      what does sipoc stand for
      an a3 form, which box comes first
      how do I write a gantt chart
      what is prince2
      agile versus waterfall for a ward project
      raid log, what goes into it
      how do I do a swot analysis
      pestle analysis example for a hospital
      balanced scorecard for theatres
      what is queueing theory good for in outpatients
      how do I calculate takt time
      discrete event simulation of an emergency department
      appreciative inquiry interview questions
      how do I facilitate a world cafe
      liberating structures for team meetings
      six thinking hats
      how do I run a focus group with teenagers
      experience based co-design, how do I film the patients
      what is the double diamond
      personas and journey mapping for patients
      how do I write a survey question that does not lead people
      sample size for a staff survey
      how do I compute a confidence interval for a rate
      what is a funnel plot
      interrupted time series in r
      how do I remove outliers
      kappa statistic for two raters
      thematic analysis of interviews step by step
      how do I code free text comments
      nvivo or excel for interviews
    `
  ),
  group(
    'programmes-and-schemes-we-do-not-cover',
    `
      when is the next getting it right first time visit
      what is in this year's operational planning guidance
      which indicators are in the quality and outcomes framework
      how much money is attached to the incentive scheme for flu
      maternity incentive scheme safety action six evidence
      how do we upload to the national hip fracture database
      sentinel stroke audit login
      case mix programme data for intensive care
      friends and family test response rate for maternity
      inpatient survey sampling dates
      staff survey question about burnout
      learning from deaths review form
      medical examiner referral
      martha's rule telephone number
      what are never events
      duty of candour letter wording
      ockenden actions for our unit
      saving babies' lives element four
      newborn screening standards
      national early warning score training package
      what does the patient safety partner role pay
      patient safety specialist network dates
      safer nursing care tool descriptors
      model hospital opportunity for pharmacy
      virtual ward tariff
      elective recovery funding rules
      diagnostic waiting times return
      cancer two week wait replaced by what standard
      ambulance response categories explained
      what is right to choose
      same day emergency care opening criteria
      urgent community response two hour standard
      enhanced health in care homes service specification
      social prescribing link worker job
      population health management dashboard
      core20plus5 what are the five
      anticipatory care coding
      integrated care board constitution
      which place does our practice belong to
      foundation trust governors election
    `
  ),
  group(
    'money-jobs-and-courses-of-the-field',
    `
      is there a grant I can apply for to pay for a project nurse
      who funds small projects in mental health
      closing date of the next funding round
      how do I cost a bid for charitable money
      day rate of an improvement consultant
      vacancies for improvement advisers
      job description of an improvement lead band eight a
      interview questions for a transformation manager
      can I do the improvement course if I am agency staff
      book me on the bronze training next month
      how much is the advanced course and does my study budget cover it
      my certificate for the improvement course never came
      which university has a masters in health care leadership
      are there scholarships for a year in boston
      salary of a chief quality officer
      who teaches the in house course on wednesdays
      can I have protected time for my project written into my job plan
      backfill money for two days a month
      how do I hire an evaluator
      what does a health economist cost
      tender for a patient feedback platform
      sponsorship by a drug company for our study day, is that allowed
      how do I set up a spin out company
      who owns the intellectual property in an app I made at work
      trade mark for our project's name
      patent for a new tourniquet
      what is the tax on prize money from an award
    `
  ),
  group(
    'awards-events-and-travel-of-the-field',
    `
      when do nominations for the hospital awards close
      how many tables for the awards night
      who won the nursing times award last year
      what time does the conference dinner start
      hotel near the conference centre
      is there a creche at the conference
      can I get a refund for my conference ticket
      visa for a speaker from kenya
      microphone for the poster session
      how do I get cpd points for the webinar
      the webinar link opens the wrong meeting
      recording of tuesday's lunch and learn
      who is chairing the learning session next week
      train times to the improvement event in birmingham
      catering for forty at the celebration event
      can patients claim travel for our event
      name badges for the away day
      ideas for an icebreaker
      raffle prizes for quality week
      banner printing for patient safety day
    `
  ),
  group(
    'our-own-organisation',
    `
      who is the executive lead for quality here
      when does our quality committee meet
      where do I register my project with the trust
      which number did my project get in the register
      what is the name of our improvement strategy
      how many staff have done the training in our hospital
      who approved the falls project in may
      when is the next huddle
      who is on the steering group
      where are the minutes of the last project meeting
      what are the objectives of our division this year
      who signs off posters for the corridor
      is there a logo for our programme
      what did the board decide about the respiratory hub
      which wards are in phase two
      has ward twelve sent its figures
      when are the numbers for october out
      why is our dashboard red
      who can change the owner of an action in the log
      how do I get an account for the audit system
      what is the deadline for the quality account
      who writes the annual report
      where is the policy on policies
      is my project allowed to use the trust's patient list
      who do I ask for a data extract from the warehouse
      can informatics add a column to the discharge report
    `
  ),
  group(
    'involving-people-otherwise',
    `
      how much do we pay a patient representative for a day
      parking for volunteers on the panel
      which form does a patient partner sign
      how do I get a translator for our patient group
      expenses form for lay members
      patients' council meeting dates
      where do compliments go
      a carer wants to complain about our survey
      who runs the youth forum
      are there patient leaders on twitter I should follow
      can a relative film the ward round
      how do I ask permission for a patient's picture in the newsletter
      who stores the consent forms for photographs
      easy read version of the visiting times
      braille leaflet for the eye clinic
      british sign language interpreter for our meeting
      how do I close a facebook group for patients
    `
  )
];
