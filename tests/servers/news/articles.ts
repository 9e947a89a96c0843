// What do the papers say? Their articles, written for this house.

export type Article = {
  path: string
  title: string
  kicker: string
  byline: string
  teaser: string
  price: string
  body: string
  picture?: { name: 'harbour' | 'lighthouse'; caption: string }
}

export const lighthouse: Article = {
  path: '/article/lighthouse',
  title: 'The Keeper Who Would Not Be Automated',
  kicker: 'From the Skerry',
  byline: 'By our correspondent afloat',
  price: '$0.01',
  teaser:
    'They sent a machine to replace Agnes Rowe in 1988. It is still there, and so is she. On the politics of a lamp, and who winds whom.',
  picture: { name: 'lighthouse', caption: 'The light on the Skerry, seen from the mail boat on the last of the ebb.' },
  body: `<p>The machine arrived by the mail boat in the spring of 1988, in a crate stencilled THIS WAY UP on all six sides.
Agnes Rowe signed for it, made tea for the two engineers, and asked what it did. It kept the light, they said. It lit
the lamp at dusk and put it out at dawn, and if the bulb failed it changed the bulb.</p>
<p>“And if it fails?” said Miss Rowe.</p>
<p>There was, the engineers allowed, a telephone number.</p>
<p>So she stayed, for a fortnight, to see it settled in. It did well. It was never late. On the ninth night fog came up
from the south, thick as porridge, and the machine consulted its almanac, found that it was a quarter to four on a
summer morning, and put out the light. Miss Rowe lit it again. The machine put it out. They kept this up until ten past
five, when the fog lifted and a collier that had been sounding its whistle in some distress came round the point close
enough to read.</p>
<h2>A matter of opinion</h2>
<p>“It was quite right about the sun,” she told the enquiry. “It simply had no opinion about the boat.”</p>
<p>The Board, which had already sold her cottage, found that there was nothing in the regulations to stop a private
person from living in a lighthouse so long as she did not keep it. Miss Rowe has not kept it for thirty-eight years.
She merely winds the clock by which the machine knows the date, and now and then, on thick nights, she lets it run a
little slow.</p>
<p>We asked whether she and the machine got on. She considered this. Outside the lamp came round, and round, and the
whole bright arm of it went over the water to people she would never meet.</p>
<p>“It is company,” she said. “It never says thank you. But then nor do they, dear. That’s not what it’s for.”</p>`,
}

export const tides: Article = {
  path: '/article/tides',
  title: 'How to Read a Tide Table, and Why You Would',
  kicker: 'Useful knowledge',
  byline: 'By the harbourmaster’s clerk',
  price: '$0.01',
  teaser: 'Four numbers a day, known a hundred years ahead, and still people are surprised. With this week’s waters.',
  body: `<p>There are few promises in public life as well kept as a tide table. It is drawn up years before; it asks for
nobody’s vote; and on the day, to within the width of a hand, the sea does what it says.</p>
<table><caption>Berth 402, this week</caption><thead><tr><th>Day</th><th>High</th><th>Low</th><th>High</th><th>Range</th></tr></thead>
<tbody><tr><td>Monday</td><td>05:12</td><td>11:31</td><td>17:38</td><td>4.1 m</td></tr>
<tr><td>Tuesday</td><td>05:58</td><td>12:14</td><td>18:21</td><td>4.4 m</td></tr>
<tr><td>Wednesday</td><td>06:41</td><td>12:57</td><td>19:03</td><td>4.6 m</td></tr>
<tr><td>Thursday</td><td>07:22</td><td>13:38</td><td>19:44</td><td>4.6 m</td></tr>
<tr><td>Friday</td><td>08:02</td><td>14:17</td><td>20:24</td><td>4.4 m</td></tr></tbody></table>
<p>Read it across. The water comes up, goes down and comes up again, each day some forty minutes later than the last,
because the moon, like a good apprentice, is always a little late and always by the same amount.</p>
<h2>The rule of twelfths</h2>
<p>Between low and high the sea is in no hurry, then in a great one. In the first hour it gives you a twelfth of what it
means to give; in the second two twelfths; in the third and fourth, three each; then two; then one. More picnics have
been lost to the third hour than to rain.</p>
<p>What the table cannot tell you is the weather. A week of westerlies will lean on the water and add a foot to it, and
a high glass will press it down. The table is what is owed. The wind decides what is paid.</p>`,
}

export const harbour: Article = {
  path: '/article/harbour',
  title: 'Berth 402: The Emptiest Mooring in the World',
  kicker: 'A history',
  byline: 'By the editor',
  price: '$0.02',
  teaser:
    'In the nineties someone painted PAYMENT REQUIRED on a bollard and went to lunch. The lunch lasted thirty years. A short history of a status code that waited.',
  picture: { name: 'harbour', caption: 'Berth 402, at the turn of the tide. The lamp has been lit for some time.' },
  body: `<p>Every harbour is a list of answers. A ship comes in out of the dark and asks for something, and somebody on the
quay must say one of a small number of things. <em>Come alongside</em>, that is 200. <em>She has moved to the other
basin</em>, 301. <em>No such vessel</em>, which everybody knows by its number, and which has been printed on
tea towels.</p>
<p>When the harbour of the web was laid out in the early nineties the builders numbered more berths than they had ships.
Between 401, where you are asked who you are, and 403, where it turns out not to matter, they left one with a
fine view of the entrance. They painted two words on the bollard: <em>Payment Required</em>. And in the book, where
each berth has its instructions, they wrote: <em>reserved for future use.</em></p>
<h2>The long lunch</h2>
<p>It was not forgetfulness. The trouble was the change. To charge two pence for a thing, somebody must carry two pence
from your pocket to ours, and in those days the carrying cost a quarter. So the papers did as papers do when they
cannot sell: they gave themselves away, and let the hoardings on the quay, which at first said only SOAP, follow the
readers home.</p>
<p>Meanwhile the light at 402 was kept. Nobody had been told to stop. Now and again an inventor would row out, tie up, and
row back the same evening, having found that the ring was sound but that there was nobody ashore to take a line.</p>
<h2>Steam sighted</h2>
<p>Then coins were made that weigh nothing, and the thing became possible, and therefore at once complicated. But the
ceremony itself, when at last it was held, took four lines. You ask. We say what it costs. You sign for exactly that,
to exactly us, before a stated hour. We hand over the page.</p>
<p>You have just done it. Two pence, for which we thank you. There is no subscription to cancel, and we have already
forgotten your name, which you will recall we never asked.</p>`,
}

export const annual: Article = {
  path: '/article/annual',
  title: 'The Post Annual: A Whole Year, Bound',
  kicker: 'For the shelf',
  byline: 'By all hands',
  price: '$0.50',
  teaser:
    'Fifty-two weeks, one storm, three weddings and a retraction. Dear, as these things go; we say so on the cover.',
  body: `<p>This is the expensive one, and we are obliged to you. Fifty cents buys the year: every tide, every ferry that
ran late, and the correspondence about the bandstand, which is closed.</p>
<p>In January the harbour froze for an afternoon and the mayor walked on it, once. In April the machine at the Skerry
asked for leave. In July we reported that the brass band had been eaten by a sea serpent; it had been in Ipswich, and
we regret the error, though not as much as Ipswich does.</p>
<h2>Accounts</h2>
<p>We sold 41,212 articles at a penny and 9,870 at two. Nobody was followed home. After paper, ink, coal and the cat
there remained eleven pounds, with which we have bought a second kettle.</p>`,
}

export const ferry: Article = {
  path: '/article/ferry',
  title: 'The Ferry That Waits for One',
  kicker: 'Arrivals',
  byline: 'By a regular passenger',
  price: '$0.01',
  teaser: 'The 17:25 has left late every Thursday since March, and not one person has complained.',
  body: `<p>The 17:25 leaves at 17:25 on every day but Thursday. On Thursdays it leaves when Mr Pell comes down the hill, and
Mr Pell, who is ninety-one, comes down the hill as hills deserve.</p>
<p>The company has a form for delay, with boxes: weather, tide, engine, other. Every Thursday the mate ticks <em>other</em>
and writes, in a clear hand, <em>evening light</em>. Nobody at the office has asked.</p>`,
}

export const mill: Article = {
  path: '/article/mill',
  title: 'Flour, Slowly',
  kicker: 'The old mill',
  byline: 'By the miller',
  price: '$0.01',
  teaser: 'What a stone knows that a roller does not.',
  body: `<p>A roller mill is forty times as fast and the bread is nearly as good. I have nothing to say against it. But it
cannot be stopped by a boy with a sack who would like to know how it works, and mine can, and is, on most days.</p>`,
}
