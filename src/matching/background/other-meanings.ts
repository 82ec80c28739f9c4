import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** The field's names and terms as people use them for other things. */
export const otherMeaningGroups: readonly BackgroundGroup[] = [
  group(
    'names-otherwise',
    `
      what is a country squire
      knight and squire in the middle ages
      scott squire the actor
      pdsa pet hospital opening hours
      can the pdsa see my dog
      free vet treatment for people on benefits
      rogers and hammerstein musicals
      roger federer titles
      who was jolly roger
      parry sound weather
      hubert parry jerusalem
      greenhalgh family tree
      equator crossing ceremony
      which countries are on the equator
      how hot is it at the equator
      nasa launch date
      cat food that is not too rich
      my cat scan results
      cat scan booking form
      life insurance quotes
      life jacket sizes
      elements of the periodic table
      adobe elements licence
      horizon zero dawn tips
      tv programme horizon about black holes
      fab ice lolly calories
      press q to quit
      how long is the queue at the desk
      impact driver drill
      impact of the meteor that killed the dinosaurs
      star signs for november
      stari grad hotels
      elizabeth i family tree
      king's cross to leeds trains
      stephen king books in order
      nuffield health gym membership
      nuffield gym opening times
      health foundation course at college
      foundation doctor pay
      foundation make up shades
      best foundation for dry skin
      ihi heavy industries share price
      bmj careers job alerts
      bmj learning modules for gps
      bmj case of the week
      journal of hepatology impact factor
      what is the lancet editor's email
      subscribe me to the nursing times
      west of england cricket club
      scotland rugby fixtures
      london congestion charge
      hra mortgage account
      dress code for the awards dinner
    `
  ),
  group(
    'terms-otherwise',
    `
      how do I evaporate salt water in class
      evaporation rate of alcohol gel
      condensation on the windows
      scale insects on my orchid
      limescale in the shower
      which kitchen scales are the best
      fish scales
      pay scale for band seven
      agenda for change pay scales
      glasgow coma scale
      pain scale for children
      bristol stool scale
      waterlow score
      scale model aeroplanes
      barthel scale
      embedded code in html
      embed a spreadsheet in a slide
      embedded needle in the finger
      sustain pedal on a piano
      how do I sustain a plank for longer
      sustained release morphine
      sustained a head injury
      is farmed salmon sustainable
      sustainability officer vacancy
      fidelity investments login
      marital fidelity advice
      fidelity bonus on my savings account
      contract tracing app
      context menu missing in windows
      framework agreement for agency staff
      net framework will not install
      walking frame for my nan
      zimmer frame delivery
      picture frame sizes
      climbing frame for the garden
      bed frame squeaks
      driver diagram of the engine
      printer driver download
      bus driver vacancy
      golf driver review
      how do I find a graphics driver
      champion the wonder horse
      champions league fixtures
      early adopter discount on a phone
      adopt a donkey
      adopter leave entitlement
      adopted child's birth certificate
      uptake of glucose by cells
      flu jab uptake this winter
      oxygen uptake test
      stakeholder pension
      stake for the tomato plants
      steak pie recipe
      implementation date of the new tax
      birth control implant
      dental implants cost
      breast implant recall
      innovation visa for the uk
      innovate my kitchen
      collaborative whiteboard software
      collaborating pharmacist prescriber
      cascade waterfall hikes
      cascading style sheets
      clotting cascade explained
      diffuse axonal injury
      diffuse idiopathic skeletal hyperostosis
      reed diffuser refills
      diffusion weighted mri
      disseminated intravascular coagulation
      complex ptsd support
      complex numbers in maths
      b complex vitamins
      complex regional pain syndrome
      return a faulty kettle
      return on my isa
      what should I do with my savings
      tax return deadline
      property investment advice
      which stocks should I buy
      pilot licence cost
      pilot light keeps going out
      how do I become an airline pilot
      pilot episode of friends
      positive covid test what now
      positive pregnancy test
      think positive quotes
      deviation septum surgery
      standard deviation in excel
      capacity assessment form for a patient
      mental capacity act
      stadium capacity
      bed capacity this morning
      readiness for discharge
      absorption of iron
      super absorbent pads
      invented the telephone
      who invented the wheel
      authorise a payment
      author talk at the book shop
      who wrote the bible
      name goes on the discharge letter
      whose signature goes on the drug chart
      peer pressure and teenagers
      peer support worker jobs
      house of lords peers
      review my payslip
      medication review clinic
      peer to peer lending
      access to the drug cupboard
      door access code
      open access endoscopy
      direct access to physiotherapy
      wheelchair access to the building
      open evening at the school
      reporting line manager change
      weather report
      report a missing patient
      credit report
      report a faulty bleep
      school report
    `
  ),
  group(
    'methods-otherwise',
    `
      run chart music
      uk singles chart number one
      birth chart astrology
      drug chart errors who do I tell
      fluid balance chart
      star chart for my toddler
      growth chart percentiles
      marathon training plan
      couch to five k running plan
      running shoes
      run a bath at the right temperature
      process server
      how do I map a network drive
      map of the hospital site
      road map of wales
      mind map homework
      google maps directions
      measure for a new uniform
      tape measure
      how do I measure a patient's height
      measure for stockings
      measure up for blinds
      cycle to work scheme
      bicycle repair
      menstrual cycle
      life cycle of a frog
      washing machine cycle
      study leave form
      study skills for my access course
      sleep study referral
      bible study group
      plan b contraception
      care plan template for diabetes
      birth plan
      floor plan
      meal plan
      data plan for my mobile
      data protection training
      data breach
      where is patient data stored
      database administrator job
      evaluation of my house value
      job evaluation panel for my band
      evaluate this integral
      ethical fashion
      ethical investment funds
      medical ethics of abortion
      consent to share photographs of patients
      consent form for an operation
      photograph consent form
      audit my accounts
      tax audit
      hand hygiene audit form
      internal auditors contact
      clinical audit of antibiotic prescribing results
      national diabetes audit figures
      audit trail in the record system
      poster presentation at school
      pin up poster
      film poster
      abstract noun examples
      abstract painting
      template for a birthday invitation
      email template for a job rejection
      certificate template
      checklist for moving house
      surgical safety checklist
      packing checklist for a holiday
      ward cleaning checklist
      guide dogs
      tour guide in rome
      girl guides
      nice guideline for asthma
      guidelines for blood transfusion
      guideline for chest pain
      toolkit for plumbing
      tool box for my van
      tool shop near me
      garden tools
      course of antibiotics
      golf course
      three course dinner
      cookery course
      network cable
      network administrator
      social network login
      network is down in theatres
      library book overdue fine
      itunes library
      library opening hours in town
      community nurse visit
      community centre hire
      community hospital beds
      community service order
      focus group about the staff canteen
      focus on the camera
      pathway for hip fracture
      garden path slabs
      breakthrough pain
      huddle up for a photo
      huddle room booking
      bundle of joy
      cheap broadband bundle
      care bundle for ventilated patients
      sepsis six
    `
  ),
  group(
    'organisations-otherwise',
    `
      how do I contact human resources
      phone number for occupational health
      how do I contact my union
      contact details for switchboard
      what is the phone number of the hospital
      bleep number for the registrar
      who is the on call manager tonight
      telephone number for the blood bank
      email for the payroll team
      ring the pharmacy
      who is the head of nursing here
      who is the medical director
      who is the health secretary
      when was the nhs founded
      who founded the nhs
      how many trusts are there in england
      head office address to complain about my doctor
      complain to the ombudsman
      pals office number
      integrated care board meeting dates
      cqc inspection report for our trust
      when is the cqc coming
      nmc registration fee
      gmc number look up
      bma membership
      royal college of nursing helpline
      unison rep
      work visa to be a nurse in england
      register as a pharmacist
      girft report for cardiology
      model hospital login
      nhs digital spine status
      ockenden report
      francis inquiry findings
      nhs long term plan summary
      staff survey results
      friends and family test score
      nhs app login
      nhs mail password
      esr login
      e-rostering login
      nhs jobs password
      athens login for my university
      league tables of hospitals
      junior doctors strike dates
      pay award this year
      who funds the air ambulance
      donate to the hospital charity
      volunteer at the hospital
      red cross first aid course
      red hat linux
    `
  )
];
