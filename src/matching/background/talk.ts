import type { BackgroundGroup } from '../corpus/documents.ts';
import { group } from './lines.ts';

/** Talk that wants a short human reply. */
export const talkGroups: readonly BackgroundGroup[] = [
  group(
    'greeting',
    `
      hello
      hi
      hi there
      hey
      hey bot
      hiya
      good morning
      good afternoon
      good evening
      morning all
      hello everyone
      alright mate
      hi how are you
      how are you today
      how is it going
      hello is anybody there
      anyone there
      yo
      greetings
      are you there
      you awake
      nice to meet you
      ping
      testing testing
      just testing
      this is a test
      what is up
      wassup
      hola
      bonjour
      good day
      hi bot
      hello bot are you working
      happy friday
      happy new year
      merry christmas
      howdy
      hiya love
      long time no see
      how do you do
      hows tricks
    `,
    'greeting'
  ),
  group(
    'thanks',
    `
      thanks
      thank you
      thank you so much
      thanks a lot
      many thanks
      cheers
      ta
      ta very much
      much appreciated
      thanks that helped
      that is really helpful thank you
      thanks for your help
      ok thanks
      great thanks
      perfect thank you
      thank you that is just what I needed
      lovely thanks
      thanks bot
      ok
      okay got it
      understood
      got it thanks
      no worries
      never mind
      no that is fine
      ok then
      that is all I needed
      sorted
      brill ta
      thx
      you have been very helpful
      fab thank you
      grand cheers
      right o
      fine
      sure
      yes
      no
      okay cool
      noted
      will do
    `,
    'thanks'
  ),
  group(
    'goodbye',
    `
      bye
      goodbye
      see you later
      see you tomorrow
      have a nice day
      good night
      speak soon
      that is all for now
      that is everything
      I am off home now
      catch you later
      talk to you later
      cheerio
      have a good weekend
      signing off
      bye for now
      see ya
      take care
      night night
      I am done
      stop
      exit
      quit
      end of chat
      gotta go
    `,
    'goodbye'
  ),
  group(
    'praise',
    `
      you are great
      you are brilliant
      good bot
      well done
      nice one
      love this bot
      you are so clever
      this is brilliant
      that was a really good answer
      best bot ever
      you made my day
      amazing
      awesome
      impressive
      you are a star
      I like you
      clever thing
      haha
      lol
      that is funny
      ha ha very good
      you are funny
      wow
      cool
      nice
      perfect
      marvellous
      I love you
      will you marry me
      you are my best friend
      good answer
      spot on
    `,
    'praise'
  ),
  group(
    'insult',
    `
      you are useless
      this is rubbish
      stupid bot
      you are stupid
      that is not what I asked
      that is wrong
      wrong answer
      you are no help at all
      what a waste of time
      this is pointless
      you are an idiot
      shut up
      go away
      I hate you
      you are terrible at this
      worst bot ever
      crap
      that is nonsense
      you do not understand anything
      you never understand me
      piss off
      bloody useless thing
      you are rubbish
      dumb machine
      this thing is broken
      are you stupid or what
      you are wrong
      no that is not right
      not helpful
      this does not help
      that was no use
      rubbish answer
      what on earth are you on about
      you are a waste of money
      hate this
      for crying out loud
      idiot
      moron
      screw you
      get lost
      you suck
      boring
      you make no sense
      why are you so slow
      who paid for this
    `,
    'insult'
  ),
  group(
    'about-me',
    `
      who are you
      what are you
      are you a robot
      are you a real person
      are you human
      am I talking to a person
      are you an AI
      are you chatgpt
      what can you do
      what can I ask you
      what do you know about
      how do you work
      who made you
      who built you
      who runs this bot
      what is your name
      how old are you
      where do you get your answers from
      do you store what I type
      are my messages private
      who can see what I ask you
      can you learn from our chats
      what is this bot for
      what are you for
      help
      help me
      I need help
      please help
      please can you help me
      how do I use this bot
      what commands are there
      tell me about yourself
      do you use a language model
      do you have feelings
      tell me a story about yourself
      do you sleep
      where do you live
      are you alive
      are you single
      do you have a name
      what are you called
      who is your boss
      can I trust you
      how clever are you
      what topics do you cover
      what sort of questions can you answer
      give me an example of a question
      are you confidential
      do you keep a record of this
      do you spy on us
      is a person reading this
      are you always right
      how do I give feedback about this bot
      how do I report a bug in this bot
      what happens to my data
      which language do you speak
      do you speak welsh
      are you open source
    `,
    'about-me'
  )
];
