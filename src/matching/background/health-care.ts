import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** Health care that lies close by and no entry answers: care of patients, running of services. */
export const healthCareGroups: readonly BackgroundGroup[] = [
  group(
    'medicines',
    `
      maximum dose of ibuprofen
      which painkillers can I take when pregnant
      how do I reverse warfarin
      gentamicin levels
      vancomycin dosing in renal failure
      can I crush this tablet
      how long does morphine last
      does this drug interact with grapefruit
      when do I stop the antibiotics
      storage temperature for insulin
      controlled drug register is wrong
      how do I give a heparin infusion
      which laxative first
      eye drops for glaucoma
      statin side effects
      is this medicine out of stock
      steroid taper
      antidote for paracetamol overdose
      drug calculation practice
      how do I prescribe oxygen
    `
  ),
  group(
    'diagnosis-and-treatment',
    `
      what does a high crp mean
      how do I read an x ray
      treatment for delirium
      what causes high blood pressure
      how is diabetes diagnosed
      what are the stages of kidney disease
      signs of a stroke
      how do I manage hypoglycaemia
      first line treatment for hypertension
      how do I recognise a heart attack
      what is the prognosis of pancreatic cancer
      tumour staging
      lymphoma spread to the bone marrow
      metastatic spread from the breast
      how do I treat a burn
      is chickenpox dangerous in pregnancy
      wound care for a leg ulcer
      how do I stop a nose bleed
      management of a seizure
      fracture clinic follow up
      x ray shows a fracture what next
      hip fracture length of stay
      how do I do a lumbar puncture
      how do I take blood cultures
      nasogastric tube position check
      tracheostomy care
      dialysis access
      stoma bag leaking
      compression bandaging
      moving a patient with a hoist
      feeding regime for a newborn
      jaundice in babies
      labour is not progressing
      normal lung function values
      how do I interpret liver function tests
      what is long covid
      mental health crisis team
      suicide risk assessment
      autism assessment wait
      dementia care at home
      end of life care at home
      vaccination schedule for babies
      travel vaccines
      is monkeypox contagious
      isolation of a patient with tb
      which mask do I wear for flu
      cleaning a commode
      sharps injury what do I do
      needle stick
      hand cream for sore hands
    `
  ),
  group(
    'running-a-service',
    `
      how many beds are free tonight
      bed state at eight o'clock
      which ward is my patient on
      transfer a patient to another hospital
      how do I arrange patient transport
      discharge letter template
      discharge summary not sent
      how do I refer to dermatology
      two week wait referral form
      did not attend rates by clinic
      outpatient clinic cancelled
      reduce waiting times in the emergency department today
      four hour target figures
      ambulance handover delays
      how do I open an escalation ward
      virtual ward set up for heart failure
      hospital at home referral
      how do I request an interpreter
      sign language interpreter
      chaplain on call
      how do I order linen
      hoist is broken
      medical device training
      calibrate the blood glucose meter
      pump alarm will not stop
      the bleep is not working
      porters number
      mortuary opening hours
      valuables of a patient who died
      patient property lost
      how do I code this diagnosis
      clinical coding of pneumonia
      quality and outcomes framework points
      repeat prescription wording for the website
      practice list size
      registration of a new patient
      care home fees
      continuing health care assessment
      social worker for discharge
      deprivation of liberty form
      how do I section a patient
      safeguarding adults referral
      duty of candour letter
      serious incident deadline
      coroner statement
      inquest date
      complaint response time
      freedom to speak up guardian
      how do I raise a concern about a doctor
      infection control link nurse meeting
      legionella flushing record
      fire warden training
      risk register entry
      business continuity in a power cut
      major incident plan
      cyber attack what do we do
      winter pressures money
      cost improvement savings target for my ward
      budget code for agency
      how do I get a business card
      order stationery
      authorised signatory
      lease car
    `
  ),
  group(
    'being-a-patient',
    `
      my knee is swollen should I see a doctor
      I have a rash
      my child has a fever
      when will I get my test results
      can I change my appointment
      I missed my appointment
      what should I bring to hospital
      can I have visitors
      is there wifi for patients
      can my partner stay overnight
      who can be with me in labour
      how do I find an nhs dentist
      how do I get a sick note
      how do I see a private doctor
      can I get my prescription free
      when is the pharmacy open
      how do I get hearing aids
      how do I become a blood donor
      organ donor card
      am I entitled to a wheelchair
      getting home from hospital
      travel costs to hospital
      how do I see my scan
      the food on the ward was awful
      I want to see the matron
      I want to sue the hospital
      I cannot sleep
      I have panic attacks
      I think I am having a stroke
      help me I cannot breathe
    `
  ),
  group(
    'staff-life',
    `
      I am burnt out where can I get help
      counselling for staff
      occupational health appointment
      return to work after sickness
      phased return
      reasonable adjustments for dyslexia
      how do I make my staff happier
      my manager is bullying me
      conflict between two nurses
      staff morale away day ideas
      team building games
      leaving present ideas
      retirement speech
      secret santa
      christmas party venue
      long service award
      employee of the month
      nominate a colleague for an award
      award ceremony tickets
      staff discount
      blue light card
      season ticket loan
      bus timetable
      parking permit
      parking fine
      cycle shed code
      locker key
      name badge
      new uniform
      lost my id badge
      wages are late
      tax code
      student loan
      mileage claim
      unsocial hours
      time off in lieu
      jury service
      bank holiday pay
      redundancy
      notice period
      retire and return
      pension contributions
      is my pension safe
      apprentice wages
      student nurse placement
      nursing bursary
      how do I write my cv
      interview outfit
      job description for a health care assistant
      flu jab for staff
      covid booster
      hot desk booking
      room hire
      catering for a meeting
      projector is not working
      conference call number
      share my calendar in outlook
      shared mailbox
      teams background
      zoom link
      recording a meeting
      powerpoint slide size
      word document will not open
      adobe acrobat licence
      photocopier code
      scan to email
      fax number
      mobile phone contract
      work phone lost
      two factor login
      phishing email
    `
  )
];
