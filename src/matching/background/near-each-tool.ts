import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** Beside each tool, guide and body that the knowledge names: its name or words where something else is meant. */
export const nearToolGroups: readonly BackgroundGroup[] = [
  group(
    'near-journals-and-submissions',
    `
      open university quality of teaching
      quality street chocolates
      bmj christmas cartoon
      british medical association strike ballot
      bma parking charter
      journal club rota
      travel journal stickers
      wall street journal on drug prices
      nursing standard subscription for my team
      journal entry for accruals
      editorial in the guardian about junior doctors
      editor of the hospital newsletter
      office for students
      editorial cartoon
      rejected by the biometrics at the airport
      submit a meter reading
      submit evidence to the tribunal
      manuscript of a medieval psalter
      poster of the human skeleton
      abstract noun examples
      call for evidence on vaping
      forum for parents of twins
      international driving licence
      international rescue
      licence for television
      licence for selling raffle tickets
      premises licence for alcohol
      workbook for year six maths
      online workbook for safeguarding level three
    `
  ),
  group(
    'near-implementation-frameworks',
    `
      reaim the camera
      aim high school
      aims of the foundation programme
      reach truck licence
      reach me on my mobile
      consolidated accounts
      consolidate my student loans
      consolidation on chest x ray
      consolidated fund
      normal blood pressure at sixty
      normal distribution table
      back to normal after a hip operation
      normal saline or dextrose
      normalisation of deviance
      process server
      nomad travellers site
      nomadic tribes
      survey of the building for asbestos
      survey monkey password
      theory test for driving
      theory of everything
      dynamic risk assessment
      dynamic stretching
      dynamic mattress request
      clinical supervision form
      clinical waste bags
      clinical negligence claim
      program the thermostat
      programme for the carol concert
      radio programme about owls
      capacity framework for medicines staff in prisons
      nasa moon programme
      nasal spray technique
      nasogastric tube position
      ncass or other technology passports for the heating
      cat flap
      catheter passport
      stari most bridge
      star chart for toddlers
      tide times at weston
      tidy the store room
      tidiest ward award
      equator crossing the sea
      equation editor in word
      squire hotel bookings
      squirrel in the roof
      frame for a certificate
      walking frame size
      picture frame for the relatives' lounge
      zimmer frame
      time frame for a complaint
    `
  ),
  group(
    'near-improvement-and-change',
    `
      home improvement loan
      improvement notice from the fire service
      improve my handwriting
      improve my english for the interview
      improving access to talking therapies, refer myself
      quality assurance of mammograms
      quality of life after stroke
      quality time with my children
      water quality test in the pool
      air quality today
      quality care premium
      change my name after marriage
      change of address for payroll
      change request for the firewall
      change the ink
      change a dressing
      climate change protest
      loose change for the machine
      sex change on my records
      menopause, the change of life
      change agent for gas cylinders
      scottish power bill
      scottish country dancing
      scotland's weather
      approach to a patient with chest pain
      approach road is closed
      journey planner
      journey time to the airport
      patient journey leaflet for cataracts
      academy trust school
      police academy films
      academy of medical royal colleges number
      football academy trials
    `
  ),
  group(
    'near-diagrams-cycles-and-data',
    `
      wiring diagram for the nurse call
      venn diagram
      diagram of the heart to label
      driver diagnostics for the printer
      cycle to work scheme
      menstrual cycle irregular
      cycle path to the hospital
      cell cycle
      cycle shed key
      wash cycle for uniforms
      ivf cycle funding
      bicycle storage
      act of parliament on smoking
      plan do they still make it, the game
      study leave form
      study room in the library
      case study of anorexia for an essay
      data allowance on my phone
      data protection officer
      data warehouse access
      data entry job from home
      make a chart for potty training
      drug chart is full
      flow chart for a fire alarm
      charts this week number one
      birth chart astrology
      run the washing machine
      run out of morphine
      running route near the river
      count the drugs with two nurses
      blood count low
      white cell count
      head count in a fire drill
      life support course dates
      life jacket
      life insurance with diabetes
      life cycle of a frog
      q fever
      q tip in ear
      q and a with the chief executive on pay
      barbecue on the roof
      cue cards for a speech
    `
  ),
  group(
    'near-networks-libraries-and-bodies',
    `
      futures market
      future baby scan
      future of the cottage hospital
      fab outfit for the ball
      fabulous hair salon
      fabric of the building
      stuff in the sluice
      library fine
      library opening hours over christmas
      sheet music library
      blood library
      loan equipment library for pumps
      library of congress
      library card for my son
      knowledge hub for suppliers
      hub of a wheel
      vaccination hub
      transport hub
      hub for booking interpreters
      health foundation primer make up
      charitable foundation of a football club
      foundation stone
      foundation year doctors' mess
      foundation level maths
      institute of directors
      women's institute jam
      institute of physics
      institute for fiscal studies forecast
      public health wales screening
      cambridge university admission
      cambridge parking
      this morning on television
      health and safety training
      health secretary's speech
      health lottery
      innovation award for architects
      boston weather
      boston tea party
      boston marathon
      health care assistants' pay
      healthcare scientists week
      research council
      market research phone call
      england cricket score
      england's chief nurse
      nhs england mandate on pay
      horizon scanning for shortages of medicines
      horizon post office scandal
      confederation of british industry
      swiss confederation
      west country accent
      west wing lift
      bath and west show
      bristol city game
    `
  ),
  group(
    'near-sins-tips-steps-and-models',
    `
      seven deadly sins
      sin bin in rugby
      seven dwarfs names
      seven sisters walk
      tips in restaurants
      tips for sleeping after nights
      tip of the catheter broke
      household tip opening times
      five a day fruit
      five pound note
      nine months pregnant and flying
      ten commandments
      step counter
      step daughter parental responsibility
      step free access
      one step at a time, song
      define hypoxia
      define bank holiday for part timers
      shared parental leave
      shared drive
      shared house rent
      purpose of vitamin d
      purpose built flats
      problem with the toilet
      drinking problem, who helps
      maths problem
      test my hearing
      driving test
      blood test fasting
      test match
      covid test still needed
      model for a suture practice
      model of care for the dying
      sustainability model of a garden
      long covid clinic
      long service award
      long stay car park
      success story of slimming
      term dates
      long term sick
      short term loan
      measurement of bra size
      report a fault
      evaluate this expression
      evaluate a lump in the breast
      kings college hospital switchboard
      king's speech date
      king's fund cup
      odds ratio
      odds on the derby
      against the clock
      against medical advice, self discharge
      build a shed
      stay overnight with my child
      how long will I stay in after a bypass
    `
  )
];
