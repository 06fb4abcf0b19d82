/* The `d` of a curve through points whose x grow, as drawing/curve.py draws it: a monotone cubic that never leaves the range
   of its ends. */
const curvePath = (points) => {
  const wide = points.slice(1).map((each, at) => each[0] - points[at][0]);
  const slope = wide.map((each, at) => (points[at + 1][1] - points[at][1]) / each);
  const bend = slope.slice(1).map((right, at) => {
    const left = slope[at];
    if (left * right <= 0) return 0;
    const [one, two] = [2 * wide[at + 1] + wide[at], wide[at + 1] + 2 * wide[at]];
    return (one + two) / (one / left + two / right);
  });
  const lean = [slope[0], ...bend, slope[slope.length - 1]];
  const write = (...numbers) => numbers.map((each) => each.toFixed(2)).join(" ");
  return `M${write(...points[0])}` + wide.map((each, at) => {
    const [[x0, y0], [x1, y1]] = [points[at], points[at + 1]];
    const hold = (y) => Math.min(Math.max(y0, y1), Math.max(Math.min(y0, y1), y));
    return `C${write(x0 + each / 3, hold(y0 + (lean[at] * each) / 3), x1 - each / 3, hold(y1 - (lean[at + 1] * each) / 3), x1, y1)}`;
  }).join("");
};
