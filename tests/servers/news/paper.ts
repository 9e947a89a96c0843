// How does a page of print look? Pages, front pages and articles as HTML, and the shop that lends them its style sheet.
import express, { type Express } from 'express'
import { readFileSync } from 'node:fs'
import type { Article } from './articles.ts'
import { engrave, HEIGHT, WIDTH, type Plate } from './engraving.ts'
import { harbour, lighthouse } from './scenes.ts'

const style = readFileSync(new URL('./paper.css', import.meta.url), 'utf8')
const script = readFileSync(new URL('./paper.js', import.meta.url), 'utf8')

/** An express application with the style sheet, the script and the engravings already on the shelf. */
export function shop(): Express {
  const app = express()
  app.disable('x-powered-by')
  app.get('/paper.css', (_request, response) => void response.type('css').send(style))
  app.get('/paper.js', (_request, response) => void response.type('js').send(script))
  app.get('/engraving/:name-:ground.svg', (request, response, next) => {
    const { name, ground } = request.params
    if ((name !== 'harbour' && name !== 'lighthouse') || (ground !== 'paper' && ground !== 'night')) return next()
    response
      .type('svg')
      .set('cache-control', 'max-age=3600')
      .send(plate(name, { ground, pitch: 3.2 }))
  })
  return app
}

const scenes = { harbour, lighthouse }
const printed = new Map<string, string>()

export function plate(name: 'harbour' | 'lighthouse', kind: Plate): string {
  const key = `${name} ${kind.ground} ${kind.pitch}`
  const svg = printed.get(key) ?? engrave(scenes[name], kind)
  printed.set(key, svg)
  return svg
}

/** The smallest page: a title and some HTML. */
export function page(title: string, body: string): string {
  return sheet(title, `<main class="slip"><h1>${escaped(title)}</h1>${body}</main>`)
}

/** A front page with nothing but teasers, for the smaller papers. */
export function front(name: string, articles: Article[]): string {
  return sheet(
    name,
    `${masthead(name)}<main class="teasers">${articles.map((article) => teaser(article)).join('')}</main>${foot}`,
  )
}

export function articlePage(article: Article, paper: string): string {
  const { title, kicker, byline, body, picture, price } = article
  return sheet(
    `${title} — ${paper}`,
    `<header class="running"><a href="/">${escaped(paper)}</a><span>Paid for, with thanks: ${price}</span></header>
<main><article class="story"><p class="kicker">${kicker}</p><h1>${title}</h1><p class="byline">${byline}</p>
${picture === undefined ? '' : figure(picture.name, picture.caption)}<div class="columns">${body}</div>
<p class="end" aria-hidden="true">❧</p><p class="back"><a href="/">Back to the front page</a></p></article></main>${foot}`,
  )
}

export function teaser({ path, title, kicker, teaser: words, price }: Article): string {
  return `<article class="teaser"><p class="kicker">${kicker}</p><h2><a href="${path}">${title}</a></h2><p>${words}</p><p class="price">${price}</p></article>`
}

export function figure(name: 'harbour' | 'lighthouse', caption: string): string {
  return `<figure><picture><source media="(prefers-color-scheme: dark)" srcset="/engraving/${name}-night.svg"><img src="/engraving/${name}-paper.svg" width="${WIDTH}" height="${HEIGHT}" alt="${escaped(scenes[name].title)}"></picture><figcaption>${caption}</figcaption></figure>`
}

export function masthead(name: string): string {
  const today = new Date().toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return `<header class="masthead"><p class="ears"><span>No. 402</span><span>${today}</span><span>By the piece, no subscription</span></p>
<h1>${escaped(name)}</h1></header>`
}

export function sheet(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/paper.css"></head>
<body>${body}</body></html>`
}

export const foot = `<footer class="foot"><p>Set by hand, sold by the piece, on a test network: no real money was harmed.</p></footer>`

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
