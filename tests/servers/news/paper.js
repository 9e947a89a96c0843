// Asks for the weather when its button is pressed, and says in words what came of it.
const button = document.querySelector('#weather-button')
const report = document.querySelector('#weather')

button?.addEventListener('click', () => void ask())

async function ask() {
  report.textContent = 'Tapping the glass …'
  try {
    const response = await fetch('/api/weather')
    if (!response.ok) throw new Error(`The glass says ${response.status}.`)
    const { sky, wind, glass } = await response.json()
    report.textContent = `${sky}. Wind ${wind}. Glass ${glass}.`
  } catch (error) {
    report.textContent = error.message
  }
}
