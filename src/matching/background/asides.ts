/** What people say around a question. It is put before or after the questions that the matcher tests itself with. */
export const asides: readonly string[] = `
hello I am new here
hi sorry to bother you
quick question
can you help please
I work on a busy ward with a small team
I am a nurse on nights and have five minutes
my manager asked me to find out
the matron keeps asking and I do not know what to say
our consultant thinks he knows better
we have been at this for two years now
it all worked well on the first ward
everybody was keen at the beginning
the person who ran it has left
I have to tell the board on thursday
there is no money this year
it is for a meeting next week
we started with one bay and now it is all over the unit
I read about it somewhere but cannot remember where
somebody mentioned it at a conference
I am a junior doctor and have never done this before
we are a gp practice with eight staff
I run a small charity that works with the hospital
our patients love it
the team next door does it another way
people are tired and fed up
I tried looking on the internet and got nowhere
the link I had does not work any more
please keep it short
any ideas
thanks in advance
asking for a friend
not sure who else to ask
it is driving me mad
what do you suggest
is that right
I hope that makes sense
the chief executive wants an answer by friday
we did a project on falls last winter
we got the drug errors down by half
our clinic waits are much shorter now
three other hospitals have asked about it
two of the wards have already stopped
the data looks good but nobody looks at it any more
I have been given this to do and have no idea where to begin
`
  .split('\n')
  .filter((line) => line !== '');
