-- 1,000 events, the same on every machine: each column steps through its list at its own stride.
WITH lists AS (
    SELECT
        ARRAY['The Velvet Lanterns', 'Northern Harbour', 'Ada and the Engines', 'Quiet Thunder', 'Paper Cranes', 'Marta Lindqvist Trio',
              'The Copper Foxes', 'Solveig Hart', 'Midnight Orchard', 'Glass Meridian', 'The Wandering Fifths', 'Ines Carvalho',
              'Blue Hour Ensemble', 'Tin Roof Parade', 'Johannes Berg Quartet', 'Salt and Saffron', 'The Lighthouse Keepers', 'Echo Valley',
              'Noor Amari', 'Fieldnotes', 'The Last Tram', 'Clara Moreau', 'Wild Rye', 'Harbour Lights Orchestra', 'Small Hours'] AS acts,
        ARRAY['Autumn Tour', 'Live in Concert', 'An Evening Unplugged', 'The Farewell Show', 'Open Air', 'Album Premiere', 'Anniversary Concert', 'Late Night Session'] AS shows,
        ARRAY['City Hall', 'Riverside Arena', 'Old Brewery', 'Opera House', 'Harbour Stage', 'Botanical Garden', 'Market Hall', 'Planetarium', 'Grand Theatre'] AS venues,
        ARRAY['Hamburg', 'Lisbon', 'Oslo', 'Vienna', 'Porto', 'Ghent', 'Zurich', 'Krakow', 'Bologna', 'Aarhus', 'Leipzig', 'Bilbao', 'Tallinn'] AS cities,
        ARRAY['Two sets and an interval', 'A single long set', 'Three acts over one evening', 'A seated concert', 'A standing concert'] AS formats,
        ARRAY[50000, 12000, 800, 2400, 6000, 350, 1500] AS capacities
)
INSERT INTO shop.events (id, name, description, venue, city, starts_at, price, currency, capacity, seats_left)
SELECT
    n,
    acts[1 + (n - 1) % 25] || ' - ' || shows[1 + ((n - 1) / 25 + (n - 1) % 25) % 8],
    formats[1 + n % 5] || ' with ' || acts[1 + (n - 1) % 25] || ' in ' || cities[1 + (n * 5) % 13] || '. Doors open one hour before the start.',
    venues[1 + (n * 2) % 9],
    cities[1 + (n * 5) % 13],
    timestamptz '2027-01-15 19:00:00+00' + make_interval(days => (n * 37) % 1000, mins => (n % 5) * 30),
    18 + (n * 7) % 90 + (n % 2) * 0.5,
    'EUR',
    capacities[1 + (n - 1) % 7],
    capacities[1 + (n - 1) % 7]
FROM lists, generate_series(1, 1000) AS n;
