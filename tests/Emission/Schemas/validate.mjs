// node validate.mjs < objects.json: holds [{file, object}] against the schemas of their kinds and prints one line a problem.
// A field that no schema names is a problem too, as it is to an API server with strict field validation.
import { text } from 'node:stream/consumers';

const packages = {
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api/gateway.networking.k8s.io',
  'keda.sh': '@kubernetes-models/keda/keda.sh',
  'networking.istio.io': '@kubernetes-models/istio/networking.istio.io',
  'security.istio.io': '@kubernetes-models/istio/security.istio.io',
};

// The validators are compiled code that asks for each field it knows: what it never asks for, it does not know.
function watched(value, path, asked) {
  if (typeof value !== 'object' || value === null) return value;
  const children = new Map();
  return new Proxy(value, {
    get(target, key) {
      const child = Reflect.get(target, key);
      if (typeof key === 'symbol' || !Object.hasOwn(target, key)) return child;
      const place = `${path}.${key}`;
      asked.add(place);
      if (!children.has(key)) children.set(key, watched(child, place, asked));
      return children.get(key);
    },
  });
}

function* unasked(value, path, asked) {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const place = `${path}.${key}`;
    if (!asked.has(place)) yield place;
    else yield* unasked(child, place, asked);
  }
}

async function problems({ object }) {
  const [group, version] = object.apiVersion.includes('/') ? object.apiVersion.split('/') : ['', object.apiVersion];
  const place = `${packages[group] ?? `kubernetes-models${group ? `/${group}` : ''}`}/${version}`;
  const model = (await import(place))[object.kind];
  if (!model) return [`${place} has no ${object.kind}`];
  const asked = new Set();
  try {
    model.prototype.validate.call(watched(object, '', asked));
  } catch (invalid) {
    return [invalid.message];
  }
  return [...unasked(object, '', asked)].map(field => `${field} is not a field of ${object.kind}`);
}

const objects = JSON.parse(await text(process.stdin));
for (const each of objects)
  for (const problem of await problems(each)) console.log(`${each.file}: ${problem}`);
