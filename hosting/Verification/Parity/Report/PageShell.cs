namespace Parity.Verification;

/// <summary>What every page has: its looks and its filter. The policy lets it reach nothing outside of itself.</summary>
internal static class PageShell
{
    public const string Head =
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>{title}</title>
        <style>
        :root { color-scheme: light; font: 20px/1.45 system-ui, sans-serif; color: #111; background: #fff; }
        body { margin: 1.5rem 2rem; }
        h1 { margin: 0 0 .5rem; font-size: 1.9rem; }
        .verdict { display: inline-block; margin: 0; padding: .5rem 1rem; border-radius: .3rem; font-size: 1.25rem; font-weight: 700; color: #fff; }
        .holds { background: #0b6b2e; } .fails { background: #a80d1d; }
        .count { margin: .5rem 0 1rem; color: #333; }
        output { font-weight: 700; }
        form { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; margin-bottom: 1rem; }
        select, input { font: inherit; padding: .2rem .4rem; border: 2px solid #333; border-radius: .3rem; background: #fff; color: #111; }
        table { width: 100%; border-collapse: collapse; }
        thead th { position: sticky; top: 0; background: #111; color: #fff; }
        thead th:first-child { border-left: .5rem solid #111; }
        th, td { padding: .5rem .7rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        tbody tr { border-bottom: 2px solid #bbb; }
        td { min-width: 7.5rem; }
        tbody th { min-width: 14rem; border-left: .5rem solid #5a6472; font-weight: 400; }
        tr.error th[scope] { border-left-color: #a80d1d; } tr.warning th[scope] { border-left-color: #b35900; }
        .subject { display: block; font-weight: 700; } .leaf { display: block; }
        .mark { font-size: .8rem; font-weight: 700; color: #444; }
        tr.error .mark { color: #a80d1d; } tr.warning .mark { color: #8a4500; }
        td i { color: #555; }
        details { font-size: .8rem; } summary { cursor: pointer; } ul { margin: .3rem 0; padding-left: 1.2rem; }
        @media (max-width: 60rem) {
          :root { font-size: 18px; } body { margin: 1rem; }
          thead { display: none; } table, tbody, tr, th, td { display: block; }
          tbody tr { margin-bottom: 1rem; border: 2px solid #bbb; }
          td { display: grid; grid-template-columns: 8rem 1fr; gap: .5rem; padding: .25rem .7rem; }
          td::before { content: attr(data-label); font-weight: 700; } td details { grid-column: 2; }
        }
        [hidden] { display: none !important; }
        </style>
        </head>
        <body>

        """;

    public const string Foot =
        """
        <script>
        const filters = ['subject', 'severity', 'text'].map(id => document.getElementById(id));
        const rows = [...document.querySelectorAll('tbody tr')];
        function show() {
          const [subject, severity, text] = filters.map(filter => filter.value);
          for (const row of rows)
            row.hidden = (subject && row.dataset.subject !== subject) || (severity && row.dataset.severity !== severity) || !row.textContent.toLowerCase().includes(text.toLowerCase());
          const shown = rows.filter(row => !row.hidden).length;
          document.getElementById('shown').textContent = shown === rows.length ? '' : `${shown} of ${rows.length} shown`;
          document.getElementById('none').hidden = shown > 0;
        }
        for (const filter of filters) filter.addEventListener('input', show);
        document.querySelector('form').addEventListener('submit', event => event.preventDefault());
        show();
        </script>
        </body>
        </html>

        """;
}
