import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** More of what sounds like the field and is not: the same verbs about other things, and work next door to improvement. */
export const nearerMissGroups: readonly BackgroundGroup[] = [
  group(
    'spreading-other-things',
    `
      the spread of misinformation about vaccines
      how do I spread mulch on the flower beds
      bed spread in the wash
      bedspread for a double bed
      credit spread on a bond
      spread of values around the mean
      spread my fingers after a hand injury
      eagle spread stretch exercise
      how do fires spread through a building
      why is mould spreading in the bathroom
      damp has spread to the next office
      can head lice spread in a nursery
      how long is measles infectious
      did the infection spread to the bone
      is impetigo spreading through the school
      how does hiv spread
      spread of bird flu in cattle
      aphids are spreading to my other plants
      how do I stop bindweed spreading
      how do I stop oil spreading on the floor
      spread payments for a season ticket
      spread my pension contributions
      spread betting tax
      spread the word that the canteen is shut
      tell everybody about the bake sale
      roll out pastry without it sticking
      how thin do I roll out fondant
      roll out bed for a guest
      rolling out a yoga mat
      windows update rollout has broken my laptop
      when will the new phones be rolled out to us
      new uniforms roll out date
      when does the vaccine rollout reach under fives
      cascade the on call list by text
      telephone cascade in a major incident
    `
  ),
  group(
    'sustaining-other-things',
    `
      sustainable travel plan for the site
      trust green plan
      who leads on net zero in estates
      environmental sustainability strategy
      sustainability report with our carbon emissions
      sustainable procurement of paper
      sustainable food in the canteen
      is cotton more sustainable than nylon
      sustainable tourism
      sustainable building materials
      sustainability masters degree at university
      sustainable weight loss
      how do I sustain a long distance relationship
      sustained attention in children
      injury sustained at work claim form
      sustain a chord on the keyboard
      financial sustainability of the state pension
      is my mortgage sustainable
      keep it up all night
      how do I keep flowers fresh for longer
      how do I keep weight off
      how do I keep my houseplants alive
      how do I make my tan last
      make my phone battery last longer
      how long does paint last once opened
      keep a fire going overnight
      long term parking at the airport
      long term sick pay
      long term conditions clinic
      the plaster will not stick
      stick insect care
      frying pan food sticks
      habit tracker app
      how do I break a habit of biting nails
      embedding model in python
      embedded systems engineer
      embedded journalist
      embedded splinter
      my nail is embedded
      go back to normal factory settings
      slip back in my chair
      slipped disc
    `
  ),
  group(
    'publishing-other-things',
    `
      publish the board papers on the website
      publish the duty roster early
      publish minutes of the union meeting
      publish annual accounts
      publish my website
      publish to web from excel
      npm publish fails
      publish a package
      publish a calendar for others to see
      publish photos of the baby
      publish a children's book
      get my memoir published
      get my poems into print
      literary agents in london
      publishing house jobs
      write a children's story
      how do I write a screenplay
      write a blog about my cat
      write a speech for a retirement do
      write a eulogy
      write a job description
      write a business plan for a cafe
      write a reference for a student nurse
      write a discharge summary
      write up my clinical notes
      write up the ward round
      write up a drug chart
      write up an incident
      write to my member of parliament
      write to a patient about a missed appointment
      letter of resignation
      author of a children's classic
      which author writes about witches
      author bio for the school magazine
      reviewer of restaurants
      peer review of my gp appraisal
      editor of the local paper
      photo editor for my mac
      video editing software
      poster of the periodic table
      poster size printing cost at the copy shop
      put up posters about hand washing
      advertise for volunteers
      press release about the new car park
      newsletter for parents
      conference call dial in
      conference hotel parking
      abstract thinking test
      title deeds of my house
      title for my wedding speech
      paper jam in the printer
      paper towels have run out
      order more paper
      paper aeroplane
      journal for mindfulness
      nursing journal subscription cost
      magazine subscription
      impact of caffeine on sleep
      open access to the roof
      reference number of my parcel
      reference from my last employer
      licence for the television
      copyright on music at a party
      plagiarism checker for my degree
      dissertation deadline at university
      degree essay on leadership theory
      student assignment help
    `
  ),
  group(
    'improving-other-things',
    `
      improvement notice from the fire brigade
      home improvement loan
      disabled facilities grant for a stair lift
      improve my golf swing
      improve my memory
      improve my posture
      improve my spelling
      improve my cv
      improve my internet speed
      improve my mood
      improve lung capacity
      improve air quality in the office
      how can I improve my chances of promotion
      road improvements near the hospital
      quality of sleep
      quality street calories
      best quality headphones
      quality mark for builders
      water quality in the lake
      quality of life after a stroke
      data quality report for coding
      image quality of my scanner
      service charge on my flat
      service my car
      self service checkout
      change my address
      change the toner
      change a dressing
      change a tyre
      changing rooms
      climate change march
      change of name after marriage
      change my shift
      test drive a car
      eye test
      blood test results
      test my smoke alarm
      driving theory test
      software test engineer
      act one of macbeth
      acting classes
      plan my wedding
      plan a route
      planning appeal
      plan for retirement
      code review of my javascript
      pull request is stuck
      agile sprint planning in software
      project management software licence
      gantt chart in excel
      project manager salary
      school science project
      diy project for the weekend
      research chemicals
      family research and ancestry
      research assistant vacancy
      clinical trial volunteers wanted
      recruit patients to a drug trial
      good clinical practice training renewal
      ethics of cloning
      medical ethics exam
      ethics committee for animal research
      revalidation hours and reflective accounts
      how many cpd points do I need
      appraisal for doctors
      leadership course for band sixes
      masters in public health fees
      excel training dates
      team building quiz
      team meeting biscuits
      staff engagement score
      staff survey response rate
      morale on nights is low
      retention of nurses figures
      recruitment of midwives
      exit interviews
      patient survey results for my ward
      patient stories for fundraising
      patient experience team phone
      patient flow meeting time
      discharge targets today
      cancelled operations figures
      theatre list tomorrow
      theatre tickets
      waiting list for a council house
      housing association repairs
      waiting times for scans
      length of stay figures
      readmission rate this month
      mortality review meeting
      infection rates this month
      falls figures for last month
      pressure ulcer grading
      falls alarm mat order
      hand gel dispenser empty
      hand hygiene poster order
      sepsis screening form
      medication error who do I tell
      controlled drugs audit due
      audit of my tax return
      audit commission reports
      financial audit dates
      evaluation of property prices
      evaluate my english essay
      performance review with my boss
      performance of the stock market
      benchmark test for my graphics card
      league table of schools
      national targets for ambulances
      pathway for chest pain
      protocol for blood transfusion
      guideline on falls in older people
      guideline for head injury
      which guideline covers sepsis
      policy on annual leave
      policy on mobile phones
      standards for cleaning
      framework for supplying agency staff
      procurement framework number
      tender for cleaning services
      contract for my new job
      contract law question
      contact lenses
      contact dermatitis
      contact sport injuries
      contact my landlord
    `
  )
];
