import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** Close calls: the field's everyday words meant otherwise, and health service questions next door that no entry answers. */
export const closeCallGroups: readonly BackgroundGroup[] = [
  group(
    'adopting-and-piloting-otherwise',
    `
      My sister is adopting twins, do I get any time off as their aunt?
      how long does it take to be approved as adopters by the council
      the adoption panel is on the same day as my shift, who do I tell
      the trust has adopted a new logo, where can I download it
      has the board adopted the accounts yet
      what does adopt a grandparent mean
      who flies the helicopter, is the pilot employed by us
      the pilot light in the ward kitchen boiler has gone out again
      are we in the pilot for the four day week
      I was told I am in the pilot group for the new phones, when does mine arrive?
      how do I opt out of the windows pilot on my laptop
      drone pilot for blood samples, is that a job here
    `
  ),
  group(
    'scales-otherwise',
    `
      which scale do we use to score sedation
      the baby scales have not been calibrated and the sticker is out of date
      where on the pay scale do I start if I come from another trust
      what is the top of the scale for band five
      how do I work out a frailty score on the rockwood scale
      hoist scale or chair scale for a patient who cannot stand
      the scale on the drawing says one to fifty, what is that in metres
      how do I scale an image in word without squashing it
      set the printer scale to fit the page
      display scaling makes everything tiny on the second screen
      kettle full of scale in the staff room, who descales it
      scale and polish at the dentist price
      what is a likert scale question in the exit interview for
      rate my pain on a scale of one to ten, how
    `
  ),
  group(
    'champions-otherwise',
    `
      who is the dementia champion on ward seven
      the menopause champion left, who can I talk to about hot flushes at work
      I want to be a wellbeing champion, is there a badge
      freedom to speak up champion for our building
      is there a carers champion I can ring about my dad
      who won the champion hurdle
      reigning champion of the hospital bake off
      digital champion drop in, what time does it open?
      I have been put down as fire champion and I do not want it
      our smoking champion says vaping is fine by the bins, is it
      uniform champion sounds made up but somebody told me to ask them about sizes
    `
  ),
  group(
    'drivers-otherwise',
    `
      the graphics driver on the reporting workstation needs an update
      which driver do I install for the label printer
      who do I ring if the patient transport driver has not turned up
      are drivers paid for waiting time
      do I need a different licence to drive the trust van
      can a patient drive after cataract surgery
      when can I drive again after my operation
      delivery driver left the boxes in the corridor
      our volunteer drivers need new insurance letters
      syringe driver alarm keeps sounding
      two syringe drivers are missing from the equipment library
      how do I set up a syringe driver for the first time
      mapped drive has vanished and I cannot see the h drive
      external hard drive blocked by security
    `
  ),
  group(
    'models-and-frameworks-otherwise',
    `
      what model of infusion pump do we have
      the model number has rubbed off the bed, how do I order a spare part
      which model of laptop can I choose
      where do I borrow the birthing model for teaching
      we need an anatomical model of the knee for clinic
      can I be a hand model for the cosmetic advert
      roper logan and tierney model of nursing essay
      do we buy gloves through a framework or straight from the firm
      which procurement framework covers locum agencies
      knowledge and skills framework outline for my post
      bed frame will not go up or down
    `
  ),
  group(
    'writing-to-order',
    `
      how do I write a reference for a student nurse I hardly know
      how do I write a reply to a complaint about lost dentures
      how do I write a nursing care plan for somebody with a catheter
      how do I write up a drug chart when the patient is allergic to half of it
      what do I put in a supporting statement for a band six job
      how do I write a rota for eight people with two on leave
      how do I write a witness statement for the coroner
      I need to write a letter to support my patient's housing application
      how long should a discharge letter be and what goes in it
      my ward clerk wants a job description written, where do I start
      how do I write a handover sheet for the night staff
      how do I write a letter to stop somebody's overpayment being taken back
      I need to write out a prescription for a controlled drug, words and figures?
    `
  ),
  group(
    'authors-and-books-otherwise',
    `
      who is the author of the crime novels set in edinburgh
      the author of this email is not who it says it is
      how do I change the author name on a word document
      can a journal be claimed on expenses if I subscribe at home
      posting a journal in the ledger, which account code
      month end journal rejected by finance
      food journal for the dietitian
      how do I keep a journal for the counselling course
      how do I publish my family history
      publish my holiday photographs as a book
      do I own the copyright of a song I wrote
      who is allowed to author a care plan in the record
      abstract the fluid from the knee, or is it aspirate
      abstract pictures for the relatives' room wall
    `
  ),
  group(
    'submitting-and-reviewing-otherwise',
    `
      how do I submit my mileage before the cut off
      the submit button is greyed out on the expenses page
      I submitted my timesheet twice by accident
      deadline to submit my revalidation
      where do I submit a sick note
      submit my university assignment late
      when do we submit the staffing return
      review date on the catheter has passed
      how often must a detention under the mental health act be reviewed
      my probation review is tomorrow, what will they ask?
      who reviews a do not resuscitate decision at weekends
      pay review body recommendation
      my rejected leave request, can I ask for a review
      my expenses were rejected without a reason
    `
  ),
  group(
    'posters-and-templates-otherwise',
    `
      the fire action poster has fallen down
      can I put up a poster for my daughter's school play
      who laminates posters
      we need a no parking poster for the ambulance bay
      template for a patient appointment letter
      sick note template
      is there a letterhead template with the trust logo
      template for a risk assessment of lone working
      I need the template for an agency booking
      how do I unlock a template in the letters system
      blank observation chart to print when the computers are down
      consent leaflet template for endoscopy
    `
  ),
  group(
    'toolkits-and-checklists-otherwise',
    `
      what is on the resuscitation trolley checklist
      the estates toolkit is missing a spanner
      theatre checklist was not signed, what now?
      leaver checklist for managers
      new starter checklist
      is there a checklist for transferring a ventilated patient
      data security and protection toolkit deadline
      who fills in the data security toolkit for our practice
      checklist for mixing chemotherapy
      pre operative checklist for day case patients
      do we have a toolkit for flat beds, I mean the screwdriver thing
      lone worker checklist for home visits
      what goes in the emergency grab bag
      checklist for a safe discharge on a friday
    `
  ),
  group(
    'licences-and-audits-otherwise',
    `
      my office licence has expired and word says read only
      how many licences do we have for the dictation software
      human tissue licence, who holds it
      is this drug licensed for children
      using an unlicensed medicine, what do I record
      software licence renewal quote
      external auditors want to see our invoices
      internal audit of petty cash
      hand gel audit by the infection nurses
      who audits the controlled drugs book
      audit of who has looked at my record
      I am being audited by the tax office
    `
  ),
  group(
    'networks-and-communities-otherwise',
    `
      network cable in bay three is broken
      no network on the computer on wheels
      which mobile network has a signal in the basement
      lgbt staff network meeting
      how do I join the disability network
      women's network lunch
      critical care network transfer form
      trauma network bypass rules
      community equipment delivery for a commode
      does the community team do bloods at weekends
      community nurses cannot get into the house, key safe number needed
      faith community contact for a muslim patient who has died
    `
  ),
  group(
    'culture-fidelity-and-context-otherwise',
    `
      blood culture bottles out of date
      the culture grew staphylococcus, is it contamination
      throat swab culture result
      urine culture takes how long
      bullying culture in my department, who do I tell
      high fidelity manikin will not switch on
      context in a sentence please
      right click context menu has changed
      in what context can I share a patient's address with the police
      cultural needs of a traveller family
    `
  ),
  group(
    'embedding-and-holding-otherwise',
    `
      how do I embed a film in a teams post
      embed a map in my email signature
      iud embedded, referral to gynaecology
      on hold to switchboard for twenty minutes
      who holds the bleep
      can I put my gym membership on hold
      gain access to the locked office
      should I hold the metformin before a scan
      withhold medication from a patient who refuses
      is the hold music on the phone meant to be that loud
      hold a bed for an admission from theatre
      I slipped on a wet floor
    `
  ),
  group(
    'fading-and-lasting-otherwise',
    `
      evaporated milk in the ward kitchen
      water evaporates from the humidifier too quickly
      hand gel evaporates and leaves my skin dry
      how long does the anaesthetic last
      how long does a covid immunity last
      do these batteries last a whole shift
      sustained tachycardia, when do I call somebody
      sustained fever in a returning traveller
      can they sustain life without a ventilator
      sustaining a fracture after a fall at home
      is the sustainability team hiring
      where does our sustainable food come from
    `
  ),
  group(
    'spreading-and-rolling-out-otherwise',
    `
      chest scan shows spread to the lymph nodes, what do I tell him?
      is impetigo spread by sharing towels
      who closes the ward if diarrhoea and vomiting spreads
      bed bugs spread to the on call room
      spread the load evenly when you push the trolley
      can I spread my bank holidays over part time hours
      spreadsheet of staff birthdays
      when does windows eleven roll out to our department
      when will the new bleeps be rolled out
      cascade call out list for a major incident
      how do I cascade screening to relatives of a patient with high cholesterol
      family cascade testing for a gene
    `
  ),
  group(
    'capacity-and-complexity-otherwise',
    `
      how do I assess mental capacity for a patient refusing surgery
      does she have capacity to go home
      who does a capacity assessment out of hours
      my mailbox is over capacity
      what is the capacity of the lecture theatre
      lung capacity test
      clinic capacity next week is full
      no capacity in the mortuary
      disc capacity on the server
      complexity of my password is not enough
    `
  ),
  group(
    'deviance-returns-and-diffusion-otherwise',
    `
      squint or eye deviation after a knock on the head
      tracheal deviation, is that an emergency
      deviant behaviour on the psychiatric unit
      positive blood test for hepatitis
      return on my pension pot
      what return would I get if I invest in a flat to let
      is a collaborative divorce cheaper than going to court
      diffuse belly pain in a child, surgeons or paediatrics?
      tacit consent when a relative nods, does that count
      return a hired bed
      return the crutches, where do they go
      how do I return an unused pump to the library
      return to practice course for midwives
      light diffuser fell off the ceiling
    `
  ),
  group(
    'measures-charts-and-cycles-otherwise',
    `
      ecg strip shows something odd, can anyone look
      how do I run off an ecg strip
      paper has run out on the ctg
      what does the p wave on the strip tell me
      how do I measure for anti embolism stockings
      measure urine output hourly
      tape measure for head circumference
      hourly urine on the fluid chart adds up wrong
      food chart not filled in
      paediatric observation chart, which age band
      sleep chart for a confused patient
      where can I lock my bicycle
      long shifts cycle with my sleep
    `
  ),
  group(
    'plan-study-and-act-otherwise',
    `
      who signs the care plan
      treatment escalation plan, where is the form
      emergency plan if the oxygen fails
      action plan after a bad inspection, who owns it?
      individual health plan for a child at school
      floor plan of theatres
      sleep study waiting time
      study day, am I paid for it
      study budget for consultants
      case study for my nursing degree
      health and care act in plain words
      acting band seven, how much more do I get
      do we do bloods on sundays
    `
  ),
  group(
    'ethics-evidence-and-evaluation-otherwise',
    `
      clinical ethics committee for a family who disagree with us
      ethical dilemma, should we keep feeding him
      is it ethical to give blood against somebody's wishes
      work ethic of the new starter
      do I have to give evidence in court
      evidence for the police, can I hand over the cctv
      photographic evidence of bruises
      evidence of my vaccinations for the new job
      what evidence do I need to prove my address
      evidence for my portfolio of competencies
      evidence of a fracture on the film
      job evaluation outcome, can I appeal?
      evaluation form for a teaching session I went to
      student evaluation of the lecturer
    `
  ),
  group(
    'libraries-and-contacts-otherwise',
    `
      equipment library is shut, where do I get a pump
      wheelchair library
      music library on my phone
      photo library for the trust logo
      my library in the city wants its dvd back
      contact lens solution in my eye
      can I wear contact lenses in theatre
      contact tracing for tuberculosis
      contact precautions for a patient with loose stools
      emergency contact details in my staff record
      next of kin contact is wrong
      contact with chickenpox on the antenatal ward
      I have lost my contacts on my new phone
    `
  ),
  group(
    'replacements-and-closures-otherwise',
    `
      replacement for the nurse on maternity leave
      who is the successor to the finance director
      who replaced the old chief executive of the council
      who covers when the secretary is off
      hormone replacement patches out of stock
      which version of windows are we on
      the old version of the patient record was better
      how do I go back to the previous version of a document
      the app needs a newer version
      has ward twelve closed
      what happened to the coffee shop in the atrium
      what happened to the nurses' home
      what happened to my request for a new chair
      what happened to the patient who was in bed nine
      is the walk in centre shut for good
      the bank in the high street has closed, where is the nearest
      have the two gp practices merged
      our pharmacy merged with the one in town
      is the birth centre still open
      the day unit moved, where is it now?
    `
  ),
  group(
    'who-where-and-which-form',
    `
      who do I contact about a blocked drain
      who do I contact about a noisy air conditioner
      who do I contact about my overpayment
      who do I contact about an abusive visitor
      who do I contact about becoming a governor
      who do I contact about a death certificate
      what is the email address of the radiology booking office
      email address for the estates help desk
      email address for the appointments line
      does the eye clinic have an email
      is there a form for reporting a hazard
      is there a form for changing my hours
      is there a form to request a scan at another hospital
      is there a form for taking medicines home
      where can I find the lone working policy
      where can I find the chemical safety sheets
      where can I find the antibiotic guideline
      where can I find my contract
      where can I find the list of first aiders
    `
  ),
  group(
    'research-next-door',
    `
      how do I get a research passport for another site
      letter of access for a visiting researcher
      good clinical practice certificate has run out
      how do I recruit patients to a cancer trial
      where do I randomise a patient
      adverse event in a trial, who do I tell
      unblinding a trial drug at night
      how do I register my systematic review on prospero
      sample size for a questionnaire
      power calculation for two groups
      which statistics software do we have, stata or r
      how do I install r on a trust computer
      mann whitney or t test
      regression with missing data
      kaplan meier curve in spss
      can a statistician look at my thesis
    `
  ),
  group(
    'information-and-law-next-door',
    `
      do I need a data protection impact assessment for a new app
      who is our caldicott guardian
      can I email a patient list to my home address
      lawful basis for sharing records with the council
      how do I redact a document
      subject access request from a solicitor
      how long do we keep patient notes
      how do I answer a freedom of information request
      freedom of information deadline for our department
      a journalist is on the phone, what do I say?
      who is the press officer on call
      tv crew wants to film in the emergency department
      can I post a photo of the ward on my own facebook
      a patient has filmed me on her phone
      social media rules for student nurses
      consent to take a picture of a wound
      can we use a patient's picture on a leaflet
      a member of parliament has written about a patient
    `
  ),
  group(
    'safety-and-inspection-next-door',
    `
      patient safety incident response framework, who leads it here
      which incidents need a full investigation
      after action review after a fall with a fracture
      never event, what do I do first?
      how do I do a swarm huddle after an incident
      national patient safety alert about oxygen cylinders
      who signs off safety alerts
      medical examiner phone number
      structured judgement review of a death
      cqc want to talk to staff on monday, what do they ask
      what is a must do in our inspection report
      registered manager application
      how do I prepare for a mock inspection
      ligature risk in the bathroom
      complaint about rude reception staff, how fast must we answer
      how do I log a verbal complaint
      local resolution meeting with a family
      health and safety executive report of an injury
    `
  ),
  group(
    'money-and-contracts-next-door',
    `
      how do I write a business case for a second scanner
      template for a business case for two more physiotherapists
      capital bid for new beds
      who approves spending over ten thousand pounds
      how do I get three quotes
      supplier has not been paid
      new supplier set up form
      sales rep wants to see us, is that allowed
      what tariff do we get for a day case
      which code for a fall with a head injury
      can the charity buy us a reclining chair
      how do I apply to the hospital charity for a fish tank
      sponsored walk for the scanner appeal
      raffle licence for a fundraising day
      legacy left to the ward in a will
      cake sale table in the foyer
    `
  ),
  group(
    'workforce-next-door',
    `
      how many consultants will retire in five years
      workforce plan numbers for radiographers
      vacancy approval form
      establishment review of nursing
      skill mix on a stroke unit
      international recruitment arrivals
      job planning deadline for consultants
      appraisal for doctors, who is my appraiser
      how many points do I need for revalidation
      multi source feedback for my appraisal
      mandatory training compliance for my team
      my e learning does not show as done
      staff survey, is it really anonymous
      mentor for a newly qualified nurse
      can I get the fee paid for the anaesthetics conference
      hospital awards night, how do I vote
      who gets the long service medal
    `
  ),
  group(
    'digital-and-performance-next-door',
    `
      when do we go live with the new patient record
      downtime forms when the record system fails
      who trains us on electronic prescribing
      order sets missing from the system
      results are not crossing to the gp
      cannot see letters from the other hospital
      voice recognition is rubbish at my accent
      ai reading of chest x rays, have we bought it
      e consent tablets
      patient portal activation code
      video consultation will not connect
      robotic surgery waiting list
      fifty two week waits by specialty
      patient wants to know where she is on the list
      clock stops for referral to treatment
      model hospital figures for length of stay
      nice appraisal of a new cancer drug
      nice says no to this drug, can we still give it
      who updates our trust guidelines app
      intranet page has the wrong phone number
      who edits the staff newsletter, I was left off the list
      add my team to the intranet directory
    `
  )
];
