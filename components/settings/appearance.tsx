import { useState } from 'react'
import { useDoors } from '../doors'
import { Choice } from '../ui/choice'
import { useWords } from '../words'

const themes = ['system', 'light', 'dark'] as const

export function Appearance() {
  const { theme, setTheme } = useDoors()
  const { say } = useWords()
  const [shown, setShown] = useState(theme)
  return (
    <div className="narrow">
      <Choice
        label={say('colours')}
        options={themes.map((value) => ({ value, label: say(`colours_${value}`) }))}
        value={shown}
        choose={(theme) => {
          setTheme(theme)
          setShown(theme)
        }}
      />
    </div>
  )
}
