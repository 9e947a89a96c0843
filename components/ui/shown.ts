/** What a control shows: what is saved, or for the moment until it is saved what the person has just set. */
import { useState } from 'react'

export function useShown<Value>(saved: Value): [Value, (value: Value) => void] {
  const [set, setSet] = useState<{ over: Value; shown: Value }>()
  const isWaiting = set !== undefined && set.over === saved
  return [isWaiting ? set.shown : saved, (shown) => setSet({ over: saved, shown })]
}
