import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** Questions in the field's words with another meaning: what the words alone would be taken in by. */
export const nearMissGroups: readonly BackgroundGroup[] = [
  group(
    'infection-spread',
    `
      how does norovirus spread on a ward
      how do I stop the spread of infection
      what spreads c diff
      is flu spread by droplets or by touch
      how do germs spread between patients
      preventing the spread of mrsa
      how far can covid spread through the air
      does hand washing stop viruses spreading
      how contagious is scabies and how does it spread
      spread of antibiotic resistance in hospitals
      cancer has spread to the liver what does that mean
      how quickly does sepsis spread
      outbreak control measures for the ward
      how did the outbreak start
    `
  ),
  group(
    'spreading-food',
    `
      best spread for toast
      is butter or margarine the healthier spread
      how do I stop jam spreading everywhere
      recipe for a chocolate spread
      what is in cheese spread
      we need a nice spread for the retirement party buffet
      how do I spread icing on a cake evenly
      spreadable butter from the canteen
    `
  ),
  group(
    'spreadsheets',
    `
      how do I open a spreadsheet on my phone
      my spreadsheet will not save
      excel formula to add up a column
      how do I share a spreadsheet with my manager
      pivot table help
      how do I freeze the top row in excel
      convert a spreadsheet to pdf
    `
  ),
  group(
    'spread-otherwise',
    `
      what is the spread on the match tonight
      how does spread betting work
      what is a bid offer spread
      spread the cost of my phone in instalments
      how do I spread my annual leave over the year
      how do I spread grass seed
      weeds are spreading over my lawn
      rumours are spreading about redundancies
      how do I stop gossip spreading on the ward
      the damp patch on the ceiling keeps spreading
      a rash is spreading up my arm
      is wildfire spreading near us
      a double page spread in the newspaper
      how to scale a fish
      how do I descale the kettle
      scale up my photo without losing quality
      weighing scales on the ward are broken
    `
  ),
  group(
    'environment',
    `
      how do we cut the carbon footprint of our hospital
      what is the net zero target for the health service
      how do we recycle more plastic on the ward
      switching to greener inhalers
      reducing single use gloves
      what is the trust doing about climate change
      environmental impact of anaesthetic gases
      who is the green champion for our site
      where do I find the energy use of our building
      solar panels on the hospital roof
      electric vehicles and charging points for staff
      food waste in the kitchens
      which bin does clinical waste go in
      sustainable development goals of the united nations
      are paper cups recyclable
      how do I make my travel to work more environmentally friendly
      sustainable fishing
      sustainable fashion brands
    `
  ),
  group(
    'rota-and-notices',
    `
      when is the new rota published
      publish the off duty for next month
      how do I publish the rota on the system
      who publishes the on call list
      publish a post on our facebook page
      how do I publish a page on the intranet
      how do I publish a power bi report
      when are the exam results published
      how do I publish an app in the app store
      when will the board minutes be published
      how do I get my novel published
      how do I self publish a book of poems
      how do I publish my podcast
      publish a job advert
      how much does it cost to put an advert in the local paper
      can you post this announcement to everybody
    `
  ),
  group(
    'improvement-otherwise',
    `
      how can I improve my english
      how do I improve my credit score
      how do I improve my sleep
      home improvement grants
      how do I improve my handwriting
      improve my running time
      how do I improve battery life on my phone
      ideas to improve my garden
      how can I get better at interviews
      improve wifi signal
      how do I embed a video in powerpoint
      how do I embed a font in a word file
      how are embryos implanted
      adopting a child from abroad
      how do I adopt a rescue dog
      adoption leave and pay
      what is the policy on fostering
      who won the champions league
      who is the champion of the world at darts
      how do I join a library near me to borrow novels
      model railway clubs
      fashion model agency
      how do you measure blood pressure
      how do I measure a room for carpet
      my car failed its test
      how do I act in a play
      what should I study at university
      diffusion of gases in chemistry
      what is a diffuser for essential oils
      how fast does oxygen diffuse across the lung
    `
  ),
  group(
    'journal-otherwise',
    `
      what should I write in a reflective journal for revalidation
      how do I keep a gratitude journal
      bullet journal ideas
      how do I write a letter of complaint
      write me a cover letter
      how do I write a reference for a colleague
      write up a safeguarding concern
      how do I write an incident statement
      how do I write in a patient record
      template for a resignation letter
      poster for the christmas party
      print a poster for the staff room
      how do I print in colour
      write a poem about nurses
      tell me the abstract art movement
      is my driving licence still valid
      how do I get a tv licence
      how do I submit my expenses
      how do I submit my timesheet
      submit a leave request
      author of harry potter
    `
  )
];
