// Writes tests/web/govuk_fixtures.json: what GOV.UK Frontend itself draws, for the components the pages use.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const components = [
  'back-link', 'button', 'character-count', 'checkboxes', 'date-input', 'details', 'error-message', 'error-summary',
  'fieldset', 'file-upload', 'hint', 'input', 'inset-text', 'label', 'notification-banner', 'pagination', 'panel',
  'phase-banner', 'radios', 'select', 'service-navigation', 'skip-link', 'summary-list', 'table', 'tag', 'task-list',
  'textarea', 'warning-text'
]
const kept = {}
for (const component of components) {
  const file = join(here, 'node_modules/govuk-frontend/dist/govuk/components', component, 'fixtures.json')
  kept[component] = JSON.parse(readFileSync(file, 'utf8')).fixtures.map(({ name, options, html }) => [
    name, options, html.replace(/\s+/g, ' ').trim()
  ])
}
writeFileSync(join(here, '../tests/web/govuk_fixtures.json'), JSON.stringify(kept) + '\n')
