import './words.css'

export function WordList({ words }: { words: string }) {
  return (
    <ol className="words" dir="ltr">
      {words.split(' ').map((word, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a phrase may have the same word twice; its place is its key
        <li key={index} className="mono">
          {word}
        </li>
      ))}
    </ol>
  )
}
