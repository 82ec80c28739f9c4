import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** Beside each idea that the knowledge explains: its words where something else is meant. */
export const nearIdeaGroups: readonly BackgroundGroup[] = [
  group(
    'near-absorbing-and-adopting',
    `
      how absorbent is this dressing
      absorption of iron with tea or coffee
      which sling is right for absorbing sweat in a cast
      adopt a cat from the rescue centre
      adoption leave for same sex couples
      adoption of minutes from the last meeting
      do adopted children get their birth records
      adopted highway or private road, who mends the potholes
      what does it cost to adopt a donkey
      how quickly do countries adopt the euro
      is my dad an early riser or an early bird, which quiz is it
      early pregnancy unit opening times
      early retirement on grounds of ill health
      who are the early birds of the parkrun
      growth curve chart for premature babies
      learning curve for a surgeon doing hernias
      dissociation curve of oxygen
    `
  ),
  group(
    'near-audit-research-and-ethics',
    `
      hand hygiene audit scores for june
      audit trail of who opened my record
      when is the clinical coding audit
      year end audit, do we need the receipts
      service of my boiler is overdue
      service evaluation of the taxi firm
      evaluation form for the first aid course
      job evaluation panel, how long till a new banding
      how do I consent somebody to a drug trial
      recruiting patients to a vaccine study
      is there a research nurse vacancy
      payment for taking part in a sleep study
      research passport for a phd student
      can I withdraw from the diabetes trial
      ethics committee on a request to stop feeding
      is it ethical to accept chocolates from a patient
      ethics of telling a teenager's parents
      clinical ethics advice at the weekend
      do no resuscitate orders and ethics
      ethical investment pension
    `
  ),
  group(
    'near-authors-and-publishing',
    `
      author of the ladybird books
      author visit to the school library
      who authored the windows policy template
      can a patient open access to their test results
      open access endoscopy referral form
      open access clinic for sexual health, what time
      wheelchair access at the back entrance
      self publishing a cookery book
      publish a page on the intranet
      when is the new roster published
      the exam results get published at noon
      publishing house in london that takes poetry
      print run of a hundred leaflets
      how do I get an isbn
      plain english for a tenancy letter
      plain flour or self raising
      summary of product characteristics for amoxicillin
      summary care record additional information
      peer support worker in mental health
      peer pressure lesson for year nine
      peer of the realm
      customer reviews of the new mattress
      film review of the latest bond
      medication review at the care home, who does it
      review of my benefits
      writing a will without a solicitor
      writing paper for patients
      writing a christmas letter
      handwriting too small to read, is it parkinson's
    `
  ),
  group(
    'near-communication-and-stakeholders',
    `
      communication aids for somebody without speech
      makaton signs for drink and toilet
      picture board for stroke patients who cannot talk
      how do I communicate with a deaf patient
      breaking bad news phrases
      comms room key
      communications mast on the roof
      media training for executives
      press office out of hours
      holding statement about the fire
      facebook page of the maternity unit has been hacked
      who updates the trust website's car park page
      screensaver request for black history month
      shareholder meeting
      stakeholder pension from my old job
      influencer with a million followers
      mapping software for ambulance routes
      map of the hospital site
      mind map for revision
      google maps sends visitors to the wrong gate
    `
  ),
  group(
    'near-complexity-context-and-systems',
    `
      complex regional pain syndrome clinic
      complex discharge team
      complex numbers homework
      vitamin b complex tablets
      oedipus complex explained
      apartment complex with a pool
      is a complex ptsd diagnosis different
      context clues in reading for eight year olds
      system restore on windows
      solar system in order
      sound system for the atrium
      nervous system quiz
      what does the immune system do
      medical records system down
      alarm system code
      sprinkler system test
      convening a case conference about a child
      convenor of the union branch
    `
  ),
  group(
    'near-stopping-and-holding',
    `
      how do I stop smoking
      stop my subscription to the gym
      when should I stop the blood thinner before surgery
      stop the clock rules for eighteen weeks
      stop roll and hold, is it a dance
      deprescribing proton pump inhibitors in the frail
      taper steroids over two weeks
      low value procedures that are not funded
      hold music
      hold the lift please
      holding a baby skin to skin
      restraint, which holds are allowed
      capital gains on shares
      weight gain on olanzapine
      muscle gain diet
      gains tax when selling a flat
      relapse after giving up drink
      wound edges coming apart again after stitches
      regressing to old habits with food
      slipping rib syndrome
      slip resistant shoes
    `
  ),
  group(
    'near-champions-pilots-and-innovation',
    `
      champion's league on television
      champion horse of the show
      wimbledon champion in 1985
      chess champion at eight years
      pilot biscuits recipe
      airline pilot strike
      pilot whales stranded
      pilot episode of the hospital drama
      becoming an air ambulance pilot
      autopilot in a car
      innovation of the wheel, when
      start up loans for a cafe
      what is new in heart surgery
      latest gadgets for diabetics
      invention of penicillin
      new drug for migraine on the nhs
      robot surgery waiting list
      is artificial intelligence reading my x ray
      innovate the menu for residents
    `
  ),
  group(
    'near-diffusion-fidelity-and-scale',
    `
      diffusion weighted mri
      diffusion of gases across the lung
      reed diffuser in the staff room
      diffuse large cell lymphoma
      osmosis and diffusion worksheet
      high fidelity headphones
      fidelity investments login
      fidelity in marriage counselling
      adaptation of a bathroom for a wheelchair
      film adaptation of a novel
      dark adaptation of the eyes
      adaptations in cold climates geography
      scale my photo to passport size
      musical scales for the clarinet
      richter scale of the earthquake
      scaling of teeth privately
      scales of justice statue
      scale up a recipe from four to forty people
      scaled score on the exam
      dermatitis with scaly patches
      full scale deflection of a gauge
    `
  ),
  group(
    'near-spreading-and-sustaining',
    `
      spread betting
      wing spread of an eagle
      marmite or other yeast spread
      bed spread laundry
      double page spread in the magazine
      middle age spread and belly fat
      cancer spread to bone, prognosis
      spread of measles in nurseries
      covid spreads faster indoors
      how do rumours spread in a village
      spread my payments over ten months
      spread mulch in spring
      disease spread map of cholera by john snow
      sustained release morphine, can it be crushed
      sustain pedal on a piano
      sustained an injury at work
      sustainability officer for the catering waste
      sustainable fashion
      sustainable transport plan for the site
      sustainable palm oil
      sustainability report on our carbon
      sustaining member of a charity
      sustainable fishing
      self sustaining garden
      how do I keep my energy up through nights
      how do I keep weight off
      keep going message for somebody in grief
      making a marriage last
      make my phone battery last
    `
  ),
  group(
    'near-returns-measures-and-plans',
    `
      tax return deadline
      return to work interview
      return address on an envelope
      return an online order
      return of spontaneous circulation
      investment trust shares
      investment in property abroad
      measure blood pressure on the left arm
      measure for a wheelchair
      measuring cup sizes
      measures of alcohol in a unit
      tape measure
      care plan for epilepsy
      birth plan template
      plan b from the pharmacy
      plan of the ground floor
      meal plan for a week
      pension plan
      advance care plan form
      emergency plan for power cuts
      annual leave planner
      treatment escalation plan
      lesson plan for an injections class
      planning permission for a shed
      spread cost of a funeral plan
      safety plan for a suicidal patient
    `
  ),
  group(
    'near-collaboratives-networks-and-tacit-things',
    `
      collaborative document locked by another user
      collaboration with the police on missing patients
      group project marks at university
      teams channel for the night shift
      breakthrough bleeding on the pill
      breakthrough pain dose
      series of the crown, which is best
      series of injections for rabies
      silent film
      unspoken rules of the pub
      knowledge test for taxi drivers
      general knowledge quiz
      knowledge graph database
      positive pregnancy test
      positive feedback loop in physiology
      rhesus positive
      deviated septum operation
      standard deviation of these numbers
      deviation of a compass
      not invented by edison, who then
      invention convention at school
      replicate my desktop on two screens
      replication of dna
      photocopier replicates the page twice
      virus replication cycle
    `
  )
];
