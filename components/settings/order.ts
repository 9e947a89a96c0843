/** The order with one moved before another; what is not shown in between keeps its place. */
export function raised(order: string[], one: string, above: string): string[] {
  const others = order.filter((each) => each !== one)
  return others.toSpliced(others.indexOf(above), 0, one)
}
