/** The attributes after a change, as a JSON merge patch (RFC 7396) has it. */
function merge(current, patch) {
  const merged = typeof current === 'object' ? { ...current } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else if (typeof value === 'object') merged[name] = merge(merged[name], value);
    else merged[name] = value;
  }
  return merged;
}

module.exports = { merge };
