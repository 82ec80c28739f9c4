import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** The words of our titles and names in other company, short and long. */
export const sameWordsGroups: readonly BackgroundGroup[] = [
  group(
    'guides-and-handbooks-otherwise',
    `
      guide dog allowed on the ward or not
      user guide for the new infusion pump
      guide price of a terraced house in bath
      tv guide for tonight
      brownies and guides meeting at the village hall
      guide wire lost during a line insertion
      guide to claiming council tax support
      beginner's guide to running five kilometres
      guide me to the x ray department
      junior doctors' handbook with the bleep numbers
      car handbook says the tyre pressure is what
      staff handbook page on dress
      mental health act handbook section two
      a guide for new foster carers
      pocket guide of british birds
    `
  ),
  group(
    'challenges-and-principles-otherwise',
    `
      thirty day plank challenge
      step challenge leader board for our floor
      how do I challenge a parking fine
      challenge a do not resuscitate order as a son
      principles of moving and handling
      archimedes' principle in one line
      caldicott principles on sharing data, how many are there
      first principles of nursing by nightingale, is it in print
      principal of the college of nursing
      principles of the mental capacity act
      ethical principles of a dietitian
      seven principles of public life, do they bind me as a nurse
      principle of the pulse oximeter
      the challenge with my neighbour's hedge
    `
  ),
  group(
    'steps-and-stages-otherwise',
    `
      stages of labour
      what stage is a pressure ulcer with slough
      stage two hypertension numbers
      stages of grief
      steps of hand washing in the right order
      steps for a sterile catheter insertion
      how many steps to the helipad
      step up bed in the community, who refers
      step down from intensive care checklist
      my son is on stage three of the behaviour policy
      stage fright before my talk
      door steps slippery in frost
      ten steps to successful breastfeeding poster
      tour stages in france this summer
      staged discharge for a child with complex needs
      next step after a failed driving test
      asthma step two inhaler
      first steps nursery opening hours
    `
  ),
  group(
    'tools-and-apps-otherwise',
    `
      tool hire in swindon
      where are the tools for adjusting wheelchairs
      which tool opens the back of the monitor
      risk assessment tool for blood clots
      nutrition screening tool score of two, now what
      pain assessment tool for people with dementia
      must I use the new falls tool on day cases
      browser developer tools
      snipping tool shortcut
      tool to convert a picture to text
      calculation tool for paediatric fluids
      app for counting carbohydrates
      is the wellbeing app free for staff
      translate app for polish patients
      what is the best app for learning spanish
      roster app shows the wrong week
      app that reads to blind people
      calculator for due dates
      decision tool on whether to x ray an ankle
      tool for shortening links
    `
  ),
  group(
    'models-of-care-otherwise',
    `
      recovery model in mental health
      medical model against social model of disability
      kinship care model
      hub and spoke model for pharmacies
      model of home dialysis used in denmark
      hospital at home consultants' rota
      tidal model of nursing
      neuman systems model
      what is the frailty same day model at our front door
      business model of a private clinic
      new model of the iphone
      model trains exhibition
      role model award
      mathematical model of an epidemic
      3d model of a heart to print
      language model that writes letters
    `
  ),
  group(
    'communities-and-exchanges-otherwise',
    `
      community hospital visiting times
      community payback team
      community midwife's mobile
      community pharmacy contract
      online community for people with crohn's
      community first responders near me
      heat exchange pump
      needle exchange opening times
      exchange rate of the euro
      exchange my shift with somebody
      microsoft exchange is down
      telephone exchange number
      student exchange with finland for nurses
      stock exchange closing time
      exchange transfusion in a newborn
    `
  ),
  group(
    'reports-and-papers-otherwise',
    `
      report a broken window
      report of my scan is not on the system
      how do I report a lost badge
      report somebody for benefit fraud
      school report for my foster child
      weather report for the bank holiday
      radiology report turnaround
      blood report shows low platelets
      paper towels have run out
      paper clips order code
      paper cut that will not heal
      white paper on social care reform, when was it
      exam papers from last year
      wall paper in the relatives' room
      toilet paper dispenser key
      discharge papers for transport
      where do I hand in my resignation in writing
      report template for a safeguarding conference
      read codes for a biopsy report
      newspaper delivery to the ward
    `
  ),
  group(
    'leading-and-boards-otherwise',
    `
      ouija board
      notice board keys
      drug board is broken
      white board pens
      board games for the day room
      who sits on the parole board
      bed and board charges
      leading question in court
      dog lead left in the waiting room
      ecg lead keeps falling off
      lead apron inspection
      twelve lead or three lead
      lead poisoning from old paint
      lead time for a new bed
      who is the safeguarding lead for adults
      leadership contest in the party
      lead singer of the band
      medical board for fitness to practise
    `
  ),
  group(
    'value-saving-and-business-otherwise',
    `
      value of an old penny
      normal value of sodium
      critical values phoned by the lab
      how do I save a document as pdf
      save the date wording
      saving lives course for teenagers
      daylight saving tonight, what does the night shift write
      savings account for a baby
      cost of a private scan
      how much does an agency nurse cost an hour
      business rates on a surgery
      business class upgrade
      cost code of ward six
      cost of living payment
      trust values on a mug
      our business manager's email
      benefit of statins for somebody of eighty
      benefits advice for a patient
      return to play after concussion
      free school meals value
    `
  ),
  group(
    'asks-like-ours-of-other-bodies',
    `
      who do I contact at the dental council
      phone number of the pensions agency
      email of the nursing and midwifery council about my pin
      contact for the blood donor centre
      who is my member of parliament
      how do I contact the ombudsman
      number for the poisons line
      who do I ring about organ donation
      how can I reach the health and safety executive
      contact the medicines regulator about a side effect
      contact for the prison health team
      general medical council complaints department
      the royal college of nursing helpline
      unison rep for the west building
      citizens advice opening hours
      address of the fertility authority
      who is in charge of the health service in wales
      who is the health secretary now
      care inspectorate phone line
      counter fraud officer name
      freedom of information officer
      occupational health self referral
      chaplain on call
      switchboard at the children's hospital
      bereavement office number
      coroner's office in avon
      who do I tell about a faulty defibrillator
      whom do I email about my library fine
    `
  ),
  group(
    'what-became-of-other-things',
    `
      what happened to primary care trusts
      what became of nhs direct
      is the health protection agency still there
      what replaced public health england
      did monitor turn into something
      what happened to the national patient safety agency
      what came after strategic health authorities
      is clinical commissioning group still the word
      what replaced the care programme approach
      what became of the liverpool care pathway
      is the choose and book system gone
      what happened to nhs digital
      what took over from health education england
      did nhs professionals change its name
      what became of the red cross loan store in town
      when did the cottage hospital close
      is the walk in centre still open
      where did the canteen move to
      what happened to the blue badges scheme
      what replaced windows seven
      who took over the old pharmacy chain
      is skype still going
      has the hospital radio stopped
      what replaced the disability living allowance
      what is the new name of twitter
      did the post office in the foyer close for good
      what came after the matron's charter
      whatever happened to the ward sister's keys
      is woolworths gone
      what replaced the care standards act
    `
  )
];
