// Shows a Slack conversation the way Slack's own client does. Everything that comes from outside becomes a text node:
// nothing here parses markup into elements.

const token = document.querySelector('meta[name="page-token"]').content;
const byId = (id) => document.getElementById(id);
const GROUPING_MS = 5 * 60 * 1000;
const RETRY_MS = 1500;

const memory = (() => {
  try {
    return window.localStorage;
  } catch {
    return { getItem: () => null, setItem: () => {} };
  }
})();

let state = null;
let me = memory.getItem('me') || '';
let channel = '';
let threadTs = '';
let polling = null;
const seen = new Map();

/* ---------- elements ---------- */

/** Makes an element. Children are elements or texts; attributes with a false, null or undefined value are left out. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function svg(path, label) {
  const space = 'http://www.w3.org/2000/svg';
  const image = document.createElementNS(space, 'svg');
  image.setAttribute('viewBox', '0 0 20 20');
  image.setAttribute('class', 'glyph');
  if (label) {
    image.setAttribute('role', 'img');
    image.setAttribute('aria-label', label);
  } else {
    image.setAttribute('aria-hidden', 'true');
  }
  const shape = document.createElementNS(space, 'path');
  shape.setAttribute('d', path);
  image.append(shape);
  return image;
}

const EYE = 'M10 4.5C5.5 4.5 2.3 8.2 1.4 9.6a.8.8 0 0 0 0 .8C2.3 11.8 5.5 15.5 10 15.5s7.7-3.7 8.6-5.1a.8.8 0 0 0 0-.8C17.7 8.2 14.5 4.5 10 4.5Zm0 1.5c3.5 0 6.1 2.8 7 4-.9 1.2-3.5 4-7 4s-6.1-2.8-7-4c.9-1.2 3.5-4 7-4Zm0 1.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z';
const BUBBLE = 'M10 3c-4.4 0-7.5 2.8-7.5 6.3 0 1.7.7 3.2 1.9 4.3-.1.9-.5 1.8-1.1 2.5-.2.3 0 .6.3.6 1.5-.1 2.9-.6 3.9-1.3.8.2 1.6.3 2.5.3 4.4 0 7.5-2.8 7.5-6.4S14.400 3 10 3Zm0 1.5c3.700 0 6 2.200 6 4.800 0 2.700-2.300 4.900-6 4.900-.9 0-1.700-.1-2.400-.3l-.4-.1-.3.2c-.5.4-1 .7-1.600.9.200-.5.300-1.100.400-1.600v-.5l-.3-.3C4.500 11.800 4 10.600 4 9.300c0-2.600 2.300-4.800 6-4.800Z';
const WARNING = 'M10 2.500c.5 0 1 .300 1.200.700l6.600 12c.5.900-.200 2-1.200 2H3.400c-1 0-1.700-1.100-1.200-2l6.600-12c.200-.400.700-.700 1.200-.700Zm-.8 5v4h1.600v-4H9.200Zm.8 7.300a1 1 0 1 0 0-2 1 1 0 0 0 0 2Z';

function initials(name) {
  const words = name.split(/[\s-]+/).filter(Boolean);
  const last = words[words.length - 1] || '';
  return (words[0]?.[0] ?? '?').toUpperCase() + (words.length > 1 ? last[0].toUpperCase() : '');
}

function avatar(userId, size = '') {
  if (userId === state.app.userId) {
    return el('span', { class: `avatar app-avatar ${size}`, 'aria-hidden': 'true' });
  }
  const index = state.people.findIndex((person) => person.id === userId);
  return el('span', { class: `avatar tint-${((index % 6) + 6) % 6} ${size}`, 'aria-hidden': 'true' },
    initials(nameOf(userId)));
}

function nameOf(userId) {
  if (userId === state.app.userId) return state.app.name;
  return state.people.find((person) => person.id === userId)?.name ?? userId;
}

/* ---------- times ---------- */

const clockTime = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' });
const fullTime = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'medium' });
const dayName = new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric' });

const dateOf = (ts) => new Date(Number(ts) * 1000);

function dayLabel(date) {
  const today = new Date(state.now);
  if (date.toDateString() === today.toDateString()) return 'Today';
  const yesterday = new Date(today.getTime() - 86400000);
  return date.toDateString() === yesterday.toDateString() ? 'Yesterday' : dayName.format(date);
}

function timeNode(date, className = 'time') {
  return el('time', { class: className, datetime: date.toISOString(), title: fullTime.format(date) },
    clockTime.format(date));
}

/* ---------- emoji ---------- */

const EMOJI = {
  white_check_mark: '\u2705', x: '\u274c', warning: '\u26a0\ufe0f', rotating_light: '\u{1f6a8}', hourglass: '\u231b',
  hourglass_flowing_sand: '\u23f3', rocket: '\u{1f680}', lock: '\u{1f512}', unlock: '\u{1f513}', eyes: '\u{1f440}',
  no_entry: '\u26d4', no_entry_sign: '\u{1f6ab}', heavy_check_mark: '\u2714\ufe0f', heavy_multiplication_x: '\u2716\ufe0f',
  tada: '\u{1f389}', bell: '\u{1f514}', question: '\u2753', exclamation: '\u2757', information_source: '\u2139\ufe0f',
  large_green_circle: '\u{1f7e2}', large_yellow_circle: '\u{1f7e1}', red_circle: '\u{1f534}', white_circle: '\u26aa',
  key: '\u{1f511}', package: '\u{1f4e6}', robot_face: '\u{1f916}', shield: '\u{1f6e1}\ufe0f', stopwatch: '\u23f1\ufe0f',
  alarm_clock: '\u23f0', memo: '\u{1f4dd}', mag: '\u{1f50d}', link: '\u{1f517}', fire: '\u{1f525}', '+1': '\u{1f44d}',
  '-1': '\u{1f44e}', thumbsup: '\u{1f44d}', thumbsdown: '\u{1f44e}', wave: '\u{1f44b}', construction: '\u{1f6a7}',
  black_square_for_stop: '\u23f9\ufe0f', double_vertical_bar: '\u23f8\ufe0f', arrow_right: '\u27a1\ufe0f',
};

function emoji(name, unicode) {
  if (unicode) return String.fromCodePoint(...unicode.split('-').map((part) => parseInt(part, 16)));
  return EMOJI[name] ?? `:${name}:`;
}

const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (all, name) => EMOJI[name] ?? all);

/* ---------- texts ---------- */

const unescape = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** Texts with their line breaks. */
function lines(text) {
  return text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [el('br'), line]));
}

/** A link where the address is one that a browser may follow; else its text. */
function link(url, text) {
  if (!/^https?:\/\//i.test(url)) return el('span', {}, text || url);
  return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text || url);
}

function mention(text) {
  return el('span', { class: 'mention' }, text);
}

function dateText(stamp, format, fallback) {
  const date = new Date(Number(stamp) * 1000);
  if (Number.isNaN(date.getTime())) return fallback;
  const day = dayLabel(date);
  const shown = {
    date: dayName.format(date), date_num: date.toISOString().slice(0, 10), date_long: dayName.format(date),
    date_short: dayName.format(date), date_pretty: day, date_short_pretty: day, date_long_pretty: day,
    time: clockTime.format(date), time_secs: clockTime.format(date), ago: clockTime.format(date), day_divider_pretty: day,
  };
  return format.replace(/\{([a-z_]+)\}/g, (all, name) => shown[name] ?? all);
}

/** What stands between angle brackets in mrkdwn. */
function bracketed(inner) {
  const [target, label] = inner.split('|', 2);
  if (target.startsWith('@')) return mention(`@${nameOf(target.slice(1))}`);
  if (target.startsWith('#')) return mention(`#${channelName(target.slice(1)) ?? label ?? target.slice(1)}`);
  if (target.startsWith('!date^')) {
    const [, stamp, format, address] = target.split('^');
    const text = dateText(stamp, format, label ?? '');
    return address ? link(unescape(address), text) : el('span', {}, text);
  }
  if (target.startsWith('!')) return mention(`@${(label ?? target.slice(1)).replace(/^subteam\^/, '')}`);
  return link(unescape(target), label === undefined ? undefined : unescape(label));
}

const INLINE = /<([^<>\n]+)>|`([^`\n]+)`|(^|[\s(\[{"'.,:;!?-])([*_~])(?=\S)([^\n]*?\S)\4(?=$|[\s)\]}"'.,:;!?-])/;
const STYLE_TAGS = { '*': 'b', _: 'i', '~': 's' };

function inlineMrkdwn(text) {
  const nodes = [];
  let rest = text;
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    const lead = found[3] ?? '';
    if (found.index > 0 || lead) nodes.push(...lines(withEmoji(unescape(rest.slice(0, found.index) + lead))));
    if (found[1] !== undefined) nodes.push(bracketed(found[1]));
    else if (found[2] !== undefined) nodes.push(el('code', {}, unescape(found[2])));
    else nodes.push(el(STYLE_TAGS[found[4]], {}, inlineMrkdwn(found[5])));
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest) nodes.push(...lines(withEmoji(unescape(rest))));
  return nodes;
}

function mrkdwn(text) {
  const nodes = [];
  text.split('```').forEach((part, index, all) => {
    if (index % 2 === 1 && index < all.length - 1) {
      nodes.push(el('pre', {}, unescape(part.replace(/^\n/, ''))));
      return;
    }
    let plain = [];
    const flush = () => {
      if (plain.length) nodes.push(...inlineMrkdwn(plain.join('\n')));
      plain = [];
    };
    for (const line of part.split('\n')) {
      const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
      if (quote) {
        flush();
        const last = nodes[nodes.length - 1];
        if (last instanceof HTMLElement && last.tagName === 'BLOCKQUOTE') last.append(el('br'), ...inlineMrkdwn(quote[1]));
        else nodes.push(el('blockquote', {}, inlineMrkdwn(quote[1])));
      } else {
        plain.push(line);
      }
    }
    flush();
  });
  return nodes;
}

/** A text object. */
function textObject(object) {
  if (!object) return [];
  if (object.type === 'mrkdwn') return mrkdwn(object.text);
  return lines(object.emoji === false ? object.text : withEmoji(object.text));
}

const plainOf = (object) => (object ? object.text : '');

/* ---------- rich text ---------- */

function styled(node, style = {}) {
  let shown = node;
  if (style.code) shown = el('code', {}, shown);
  if (style.bold) shown = el('b', {}, shown);
  if (style.italic) shown = el('i', {}, shown);
  if (style.strike) shown = el('s', {}, shown);
  if (style.underline) shown = el('u', {}, shown);
  return shown;
}

function richInline(item) {
  switch (item.type) {
    case 'text': return styled(el('span', {}, lines(item.text)), item.style);
    case 'link': return styled(link(item.url, item.text), item.style);
    case 'emoji': return el('span', { class: 'emoji' }, emoji(item.name, item.unicode));
    case 'user': return styled(mention(`@${nameOf(item.user_id)}`), item.style);
    case 'channel': return styled(mention(`#${channelName(item.channel_id) ?? item.channel_id}`), item.style);
    case 'usergroup': return mention(`@${item.usergroup_id}`);
    case 'broadcast': return mention(`@${item.range}`);
    case 'date': return styled(el('span', {}, dateText(item.timestamp, item.format ?? '{date} at {time}', item.fallback ?? '')), item.style);
    default: return el('span', {}, item.fallback ?? '');
  }
}

function richPart(part) {
  const children = () => part.elements.map(richInline);
  switch (part.type) {
    case 'rich_text_section': return el('div', { class: 'rich-section' }, children());
    case 'rich_text_preformatted': return el('pre', {}, children());
    case 'rich_text_quote': return el('blockquote', {}, children());
    case 'rich_text_list': {
      const tag = part.style === 'ordered' ? 'ol' : 'ul';
      const start = part.style === 'ordered' && part.offset ? part.offset + 1 : null;
      return el(tag, { class: `rich-list indent-${Math.min(part.indent ?? 0, 8)} ${part.border ? 'bordered' : ''}`, start },
        part.elements.map((row) => el('li', {}, row.elements.map(richInline))));
    }
    default: return null;
  }
}

/* ---------- interactive elements ---------- */

/** Asks first where the element has a confirmation dialog. */
function confirmed(element) {
  const ask = element.confirm;
  if (!ask) return Promise.resolve(true);
  const dialog = byId('confirm');
  return new Promise((resolve) => {
    const answer = (yes) => {
      dialog.close();
      resolve(yes);
    };
    dialog.oncancel = () => resolve(false);
    dialog.replaceChildren(
      el('header', {}, el('h2', { id: 'confirm-title' }, plainOf(ask.title)),
        el('button', { type: 'button', class: 'icon', 'aria-label': 'Close', on: { click: () => answer(false) } }, '\u2715')),
      el('div', { class: 'modal-body' }, el('p', {}, textObject(ask.text))),
      el('footer', {},
        el('button', { type: 'button', class: 'button large', 'data-testid': 'confirm-deny', on: { click: () => answer(false) } }, plainOf(ask.deny)),
        el('button', { type: 'button', class: `button large ${ask.style === 'danger' ? 'danger' : 'primary'}`,
          'data-testid': 'confirm-accept', on: { click: () => answer(true) } }, plainOf(ask.confirm))));
    dialog.showModal();
  });
}

/** What a click means depends on where the element stands: `act` gets the element's action id and the chosen option. */
function button(element, act) {
  const style = element.style ?? '';
  const node = el('button', {
    type: 'button', class: `button ${style}`, 'data-testid': 'button', 'data-action': element.action_id,
    'data-key': `button:${element.action_id}`, 'aria-label': element.accessibility_label,
  }, el('span', {}, textObject(element.text)));
  node.addEventListener('click', async () => {
    if (node.getAttribute('aria-busy') || !(await confirmed(element))) return;
    if (element.url && /^https?:\/\//i.test(element.url)) window.open(element.url, '_blank', 'noopener,noreferrer');
    node.setAttribute('aria-busy', 'true');
    await act(element.action_id, null);
    node.removeAttribute('aria-busy');
  });
  return node;
}

function overflow(element, act) {
  const menu = el('div', { class: 'menu', role: 'menu', hidden: true });
  const opener = el('button', {
    type: 'button', class: 'button overflow', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-label': 'More actions',
    'data-testid': 'overflow', 'data-action': element.action_id, 'data-key': `button:${element.action_id}`,
  }, '\u22ef');
  const show = (open) => {
    menu.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
    if (open) menu.firstElementChild?.focus();
  };
  for (const option of element.options) {
    menu.append(el('button', { type: 'button', role: 'menuitem', tabindex: '-1', on: { click: async () => {
      show(false);
      opener.focus();
      if (await confirmed(element)) await act(element.action_id, option.value);
    } } }, textObject(option.text)));
  }
  const box = el('span', { class: 'menu-box' }, opener, menu);
  opener.addEventListener('click', () => show(menu.hidden));
  box.addEventListener('keydown', (event) => {
    const items = [...menu.children];
    const at = items.indexOf(document.activeElement);
    if (event.key === 'Escape' && !menu.hidden) {
      show(false);
      opener.focus();
      event.stopPropagation();
    } else if (event.key === 'ArrowDown' && at >= 0) items[(at + 1) % items.length].focus();
    else if (event.key === 'ArrowUp' && at >= 0) items[(at + items.length - 1) % items.length].focus();
    else return;
    event.preventDefault();
  });
  box.addEventListener('focusout', (event) => {
    if (!box.contains(event.relatedTarget)) show(false);
  });
  return box;
}

function select(element, id, act) {
  const node = el('select', { id, class: 'field', 'data-input': element.action_id, 'data-key': `field:${element.action_id}` },
    el('option', { value: '' }, plainOf(element.placeholder) || 'Choose an option'),
    element.options.map((option) => el('option', { value: option.value }, plainOf(option.text))));
  node.value = element.initial_option?.value ?? '';
  if (act) node.addEventListener('change', () => node.value && act(element.action_id, node.value));
  return node;
}

function choices(element, id, act) {
  const type = element.type === 'checkboxes' ? 'checkbox' : 'radio';
  const initial = (element.initial_options ?? [element.initial_option]).filter(Boolean).map((option) => option.value);
  return el('div', { class: 'choices', 'data-choices': element.action_id },
    element.options.map((option, index) => {
      const box = el('input', { type, id: `${id}-${index}`, name: id, value: option.value, checked: initial.includes(option.value) });
      if (act) box.addEventListener('change', () => act(element.action_id, option.value));
      return el('label', { for: `${id}-${index}` }, box, el('span', {}, textObject(option.text),
        option.description ? el('small', {}, textObject(option.description)) : null));
    }));
}

function textInput(element, id, describedBy) {
  const shared = {
    id, class: 'field', 'data-input': element.action_id, 'data-key': `field:${element.action_id}`,
    placeholder: plainOf(element.placeholder) || null, maxlength: element.max_length ?? 3000, 'aria-describedby': describedBy,
    autofocus: element.focus_on_load, autocomplete: 'off',
  };
  const node = element.multiline ? el('textarea', { ...shared, rows: 4 }) : el('input', { ...shared, type: 'text' });
  node.value = element.initial_value ?? '';
  return node;
}

function image(element) {
  // Nothing is fetched from elsewhere: an image is shown by its description.
  return el('span', { class: 'image', role: 'img', 'aria-label': element.alt_text }, element.alt_text);
}

function interactive(element, act, id) {
  switch (element.type) {
    case 'button': return button(element, act);
    case 'overflow': return overflow(element, act);
    case 'static_select': return select(element, id, act);
    case 'radio_buttons':
    case 'checkboxes': return choices(element, id, act);
    case 'image': return image(element);
    default: return el('span', { class: 'unknown' }, element.type);
  }
}

/* ---------- blocks ---------- */

function inputBlock(block, place) {
  const id = `input-${place}-${block.block_id}`;
  const element = block.element;
  const hint = block.hint ? el('p', { class: 'hint', id: `${id}-hint` }, textObject(block.hint)) : null;
  const error = el('p', { class: 'field-error', id: `${id}-error`, 'data-error-for': block.block_id, hidden: true, 'data-testid': 'field-error' });
  const describedBy = `${id}-error${hint ? ` ${id}-hint` : ''}`;
  const label = [textObject(block.label), block.optional ? el('span', { class: 'optional' }, ' (optional)') : null];
  const grouped = element.type === 'radio_buttons' || element.type === 'checkboxes';
  const field = element.type === 'plain_text_input' ? textInput(element, id, describedBy)
    : grouped ? choices(element, id, null) : select(element, id, null);
  const labelNode = grouped ? el('p', { class: 'label', id: `${id}-label` }, label) : el('label', { class: 'label', for: id }, label);
  return el('div', { class: 'block input', 'data-block': block.block_id, role: grouped ? 'group' : null,
    'aria-labelledby': grouped ? `${id}-label` : null }, labelNode, field, error, hint);
}

function block(item, act, place) {
  switch (item.type) {
    case 'header':
      return el('div', { class: 'block header', role: 'heading', 'aria-level': '3' }, textObject(item.text));
    case 'divider':
      return el('hr', { class: 'block' });
    case 'section':
      return el('div', { class: 'block section' },
        el('div', { class: 'section-main' },
          item.text ? el('div', { class: 'text' }, textObject(item.text)) : null,
          item.fields ? el('div', { class: 'fields' }, item.fields.map((field) => el('div', { class: 'text' }, textObject(field)))) : null),
        item.accessory ? el('div', { class: 'accessory' }, interactive(item.accessory, act, `${place}-${item.block_id}`)) : null);
    case 'context':
      return el('div', { class: 'block context' },
        item.elements.map((part) => (part.type === 'image' ? image(part) : el('span', { class: 'text' }, textObject(part)))));
    case 'actions':
      return el('div', { class: 'block actions' },
        item.elements.map((part) => interactive(part, act, `${place}-${item.block_id}-${part.action_id}`)));
    case 'image':
      return el('figure', { class: 'block' }, item.title ? el('figcaption', {}, textObject(item.title)) : null, image(item));
    case 'rich_text':
      return el('div', { class: 'block rich' }, item.elements.map(richPart));
    case 'input':
      return inputBlock(item, place);
    default:
      return el('p', { class: 'block unknown' }, `A block of type ${item.type}, which this page does not show.`);
  }
}

/* ---------- messages ---------- */

const visible = (message) => message.channel === channel;
const isReply = (message) => Boolean(message.json.thread_ts) && message.json.thread_ts !== message.ts;
const repliesTo = (ts) => state.messages.filter((message) => isReply(message) && message.json.thread_ts === ts);

function channelName(id) {
  return state.channels.find((one) => one.id === id)?.name;
}

async function actOn(message, actionId, option) {
  await send('act', { ts: message.ts, action: actionId, option }, message.ts);
}

function messageBody(message, place) {
  const act = (actionId, option) => actOn(message, actionId, option);
  const blocks = message.json.blocks;
  const content = blocks?.length
    ? blocks.map((item) => block(item, act, `${place}-${message.ts}`))
    : [el('div', { class: 'block text' }, mrkdwn(message.json.text ?? ''))];
  if (message.json.edited) {
    const title = fullTime.format(dateOf(message.json.edited.ts));
    const mark = el('span', { class: 'edited', title }, '(edited)');
    if (blocks?.length) content.push(el('div', { class: 'block' }, mark));
    else content[0].append(' ', mark);
  }
  return content;
}

function threadBar(message) {
  const replies = repliesTo(message.ts).filter((reply) => !reply.ephemeral);
  if (!replies.length) return null;
  const who = [...new Set(replies.map((reply) => reply.json.user))].slice(0, 5);
  const last = dateOf(replies[replies.length - 1].ts);
  return el('button', { type: 'button', class: 'thread-bar', 'data-testid': 'open-thread', 'data-key': 'thread',
    on: { click: () => openThread(message.ts) } },
  who.map((user) => avatar(user, 'small')),
  el('span', { class: 'thread-count' }, `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`),
  el('span', { class: 'thread-last' }, `Last reply ${dayLabel(last).toLowerCase()} at ${clockTime.format(last)}`));
}

function messageNode(message, grouped, inThread) {
  const user = message.json.user;
  const date = dateOf(message.ts);
  const place = inThread ? 'thread' : 'channel';
  const fromApp = Boolean(message.json.bot_id);
  return el('article', {
    class: `message ${message.ephemeral ? 'ephemeral' : ''} ${grouped ? 'grouped' : ''}`,
    'data-testid': message.ephemeral ? 'ephemeral' : 'message', 'data-ts': message.ts,
    'aria-label': `${nameOf(user)}, ${clockTime.format(date)}`,
  },
  message.ephemeral ? el('p', { class: 'only-you' }, svg(EYE), ' Only visible to you') : null,
  el('div', { class: 'message-row' },
    el('div', { class: 'gutter' }, grouped ? timeNode(date, 'gutter-time') : avatar(user)),
    el('div', { class: 'message-main' },
      grouped ? null : el('div', { class: 'by' }, el('b', { class: 'name' }, nameOf(user)),
        fromApp ? el('span', { class: 'badge' }, 'APP') : null, timeNode(date)),
      el('div', { class: 'blocks' }, messageBody(message, place)),
      el('p', { class: 'trouble', role: 'alert', hidden: true }),
      message.ephemeral
        ? el('button', { type: 'button', class: 'dismiss', 'data-testid': 'dismiss', on: { click: () => send('dismiss', { ts: message.ts }) } }, 'Dismiss message')
        : inThread ? null : threadBar(message))),
  inThread || message.ephemeral ? null : el('div', { class: 'hover' },
    el('button', { type: 'button', class: 'icon', 'aria-label': 'Open the thread', title: 'Open the thread', 'data-key': 'hover',
      on: { click: () => openThread(message.ts) } }, svg(BUBBLE))));
}

/** Replaces only what changed, so that focus, scroll position and half-filled fields survive an update. */
function keyed(box, entries) {
  const old = new Map([...box.children].map((child) => [child.dataset.entry, child]));
  const nearEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const first = box.children.length === 0;
  let changed = false;
  const wanted = entries.map(({ key, print, make }) => {
    const kept = old.get(key);
    if (kept && kept.dataset.print === print) return kept;
    changed = true;
    const focused = kept?.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const node = make();
    node.dataset.entry = key;
    node.dataset.print = print;
    if (focused) queueMicrotask(() => [...node.querySelectorAll('[data-key]')].find((one) => one.dataset.key === focused)?.focus());
    return node;
  });
  wanted.forEach((node, index) => {
    if (box.children[index] !== node) box.insertBefore(node, box.children[index] ?? null);
  });
  while (box.children.length > wanted.length) box.lastElementChild.remove();
  if (changed && (nearEnd || first)) box.scrollTop = box.scrollHeight;
}

function messageEntries(messages, inThread) {
  const entries = [];
  let day = '';
  let before = null;
  for (const message of messages) {
    const date = dateOf(message.ts);
    const label = dayLabel(date);
    if (!inThread && label !== day) {
      day = label;
      before = null;
      entries.push({ key: `day:${date.toDateString()}`, print: label, make: () => el('div', { class: 'day' }, el('span', {}, label)) });
    }
    const grouped = Boolean(before) && before.json.user === message.json.user && !before.ephemeral && !message.ephemeral && !before.json.blocks
      && date - dateOf(before.ts) < GROUPING_MS;
    const replies = inThread ? [] : repliesTo(message.ts).map((reply) => reply.ts);
    entries.push({
      key: message.ts, print: JSON.stringify([message.json, grouped, replies]), make: () => messageNode(message, grouped, inThread),
    });
    before = message;
    if (inThread && message.ts === threadTs) {
      const count = messages.length - 1;
      before = null;
      entries.push({ key: 'count', print: String(count), make: () => el('div', { class: 'reply-count' },
        el('span', {}, count === 0 ? 'No replies yet' : `${count} ${count === 1 ? 'reply' : 'replies'}`)) });
    }
  }
  return entries;
}

function showMessages() {
  const inChannel = state.messages.filter((message) => visible(message) && !isReply(message));
  const entries = messageEntries(inChannel, false);
  if (!entries.length) {
    entries.push({ key: 'empty', print: channel, make: () => el('p', { class: 'empty' },
      'Nothing has been posted here yet. Choose something under \u201cTry it\u201d.') });
  }
  keyed(byId('messages'), entries);
  const parent = state.messages.find((message) => message.ts === threadTs && visible(message));
  byId('thread').hidden = !parent;
  document.body.classList.toggle('with-thread', Boolean(parent));
  if (parent) keyed(byId('replies'), messageEntries([parent, ...repliesTo(threadTs)], true));
}

function openThread(ts) {
  threadTs = ts;
  showMessages();
  byId('replies').focus();
}

/* ---------- frame ---------- */

function showChannels() {
  const entry = (one) => {
    const latest = state.messages.filter((message) => message.channel === one.id).map((message) => message.ts).pop() ?? '';
    const current = one.id === channel;
    if (current) seen.set(one.id, latest);
    const unread = latest > (seen.get(one.id) ?? '');
    const direct = one.kind === 'DIRECT';
    return { key: one.id, print: JSON.stringify([one, current, unread]), make: () => el('li', {},
      el('button', { type: 'button', class: unread ? 'unread' : '', 'aria-current': current ? 'page' : null, 'data-key': 'channel',
        'data-testid': 'channel', on: { click: () => choose(one.id) } },
      el('span', { class: 'hash', 'aria-hidden': 'true' }, direct ? '\u25cf' : '#'), direct ? state.app.name : one.name,
      one.kind === 'EXTERNALLY_SHARED' ? el('span', { class: 'shared', title: 'Shared with another company' }, '\u25c7') : null)) };
  };
  keyed(byId('channels'), state.channels.filter((one) => one.kind !== 'DIRECT').map(entry));
  const directs = state.channels.filter((one) => one.kind === 'DIRECT');
  keyed(byId('directs'), directs.map(entry));
  byId('direct-title').hidden = directs.length === 0;
}

function choose(id) {
  channel = id;
  threadTs = '';
  byId('messages').replaceChildren();
  show();
}

function showPeople() {
  keyed(byId('people'), state.people.map((person) => {
    const current = person.id === me;
    return { key: person.id, print: JSON.stringify([person, current]), make: () => el('button', {
      type: 'button', role: 'radio', 'aria-checked': String(current), tabindex: current ? '0' : '-1', 'data-key': person.id,
      'data-person': person.handle, title: person.guest ? 'A guest of the workspace' : person.name, on: { click: () => become(person.id) },
    }, avatar(person.id, 'small'), el('span', {}, person.handle)) };
  }));
}

byId('people').addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step || !state) return;
  event.preventDefault();
  const at = state.people.findIndex((person) => person.id === me);
  const next = state.people[(at + step + state.people.length) % state.people.length].id;
  become(next);
  [...byId('people').children].find((child) => child.dataset.entry === next)?.focus();
});

function become(id) {
  me = id;
  memory.setItem('me', id);
  showPeople();
  poll(0);
}

const STATE_WORDS = { INFO: '', WAITING: 'waits', DONE: 'done', REFUSED: 'refused', FAILED: 'failed' };

function showStory() {
  const entries = state.story.map((entry, index) => ({
    key: String(index), print: JSON.stringify(entry), make: () => el('li', { class: `step ${entry.state.toLowerCase()}`, 'data-state': entry.state },
      el('div', { class: 'step-head' }, el('b', {}, entry.title), timeNode(new Date(entry.time))),
      STATE_WORDS[entry.state] ? el('span', { class: 'sr' }, STATE_WORDS[entry.state]) : null,
      entry.detail ? el('p', {}, lines(entry.detail)) : null),
  }));
  if (!entries.length) {
    entries.push({ key: 'none', print: '', make: () => el('li', { class: 'step info' }, el('p', {}, 'Nothing yet.')) });
  }
  keyed(byId('scenarios'), state.actions.map((action) => ({ key: action.id, print: JSON.stringify(action),
    make: () => {
      const node = el('button', { type: 'button', class: 'scenario', title: action.hint, 'aria-description': action.hint,
        'data-testid': 'scenario', 'data-scenario': action.id, 'data-key': action.id }, action.label);
      node.addEventListener('click', async () => {
        if (node.getAttribute('aria-busy')) return;
        node.setAttribute('aria-busy', 'true');
        await send('scenario', { id: action.id });
        node.removeAttribute('aria-busy');
      });
      return node;
    } })));
  // Last, because the buttons take room from the list, which then shows its end.
  keyed(byId('story'), entries);
}

/* ---------- modals ---------- */

function entered(dialog) {
  const values = {};
  for (const field of dialog.querySelectorAll('[data-input]')) values[field.dataset.input] = field.value;
  for (const group of dialog.querySelectorAll('[data-choices]')) {
    values[group.dataset.choices] = [...group.querySelectorAll('input:checked')].map((box) => box.value).join(',');
  }
  return values;
}

function fieldErrors(dialog, errors) {
  let first = null;
  for (const node of dialog.querySelectorAll('[data-error-for]')) {
    const text = errors[node.dataset.errorFor];
    node.hidden = !text;
    node.replaceChildren(...(text ? [svg(WARNING), ` ${text}`] : []));
    const field = node.parentElement.querySelector('[data-input]');
    if (!field) continue;
    if (text) {
      field.setAttribute('aria-invalid', 'true');
      first = first ?? field;
    } else {
      field.removeAttribute('aria-invalid');
    }
  }
  first?.focus();
}

/** What Slack's client refuses before the app is asked. */
function clientErrors(view, values) {
  const errors = {};
  for (const item of view.blocks.filter((one) => one.type === 'input')) {
    const value = (values[item.element.action_id] ?? '').trim();
    const least = item.element.min_length ?? 0;
    if (!value && !item.optional) errors[item.block_id] = 'Please complete this required field.';
    else if (value && value.length < least) errors[item.block_id] = `Please enter at least ${least} characters.`;
  }
  return errors;
}

async function submitView(view) {
  const dialog = byId('modal');
  const values = entered(dialog);
  const wrong = clientErrors(view, values);
  fieldErrors(dialog, wrong);
  if (Object.keys(wrong).length) return;
  const submit = dialog.querySelector('[type="submit"]');
  submit.setAttribute('aria-busy', 'true');
  const answer = await send('view/submit', { values });
  submit.removeAttribute('aria-busy');
  if (answer?.errors) fieldErrors(dialog, answer.errors);
  if (answer?.problem) modalTrouble(answer.problem);
}

function modalTrouble(text) {
  const node = byId('modal').querySelector('.trouble');
  if (node) {
    node.hidden = false;
    node.replaceChildren(svg(WARNING), ` We had some trouble connecting. ${text}`);
  }
}

function showModal() {
  const dialog = byId('modal');
  const view = state.view;
  if (!view) {
    delete dialog.dataset.view;
    if (dialog.open) dialog.close();
    return;
  }
  const print = `${view.id}:${view.hash}`;
  if (dialog.dataset.view === print && dialog.open) return;
  const kept = dialog.dataset.view?.startsWith(`${view.id}:`) ? entered(dialog) : {};
  const fresh = !dialog.dataset.view?.startsWith(`${view.id}:`);
  dialog.dataset.view = print;
  const act = (actionId, option) => send('view/act', { action: actionId, option, values: entered(dialog) });
  const close = () => send('view/close', {});
  const closeText = plainOf(view.close) || (view.submit ? 'Cancel' : 'Close');
  const form = el('form', { novalidate: true, on: { submit: (event) => {
    event.preventDefault();
    submitView(view);
  } } },
  el('header', {}, el('span', { class: 'avatar app-avatar small', 'aria-hidden': 'true' }),
    el('h2', { id: 'modal-title' }, textObject(view.title)),
    el('button', { type: 'button', class: 'icon', 'aria-label': 'Close', 'data-testid': 'modal-x', on: { click: close } }, '\u2715')),
  el('div', { class: 'modal-body', tabindex: '0', role: 'group', 'aria-label': 'Content' },
    view.blocks.map((item) => block(item, act, 'modal'))),
  el('p', { class: 'trouble', role: 'alert', hidden: true }),
  el('footer', {},
    el('button', { type: 'button', class: 'button large', 'data-testid': 'modal-close', on: { click: close } }, closeText),
    view.submit ? el('button', { type: 'submit', class: 'button large primary', 'data-testid': 'modal-submit' }, el('span', {}, textObject(view.submit))) : null));
  dialog.replaceChildren(form);
  for (const field of dialog.querySelectorAll('[data-input]')) {
    if (kept[field.dataset.input]) field.value = kept[field.dataset.input];
  }
  if (!dialog.open) dialog.showModal();
  if (fresh) (dialog.querySelector('[data-input]') ?? dialog.querySelector('.modal-body')).focus();
}

// Escape closes the modal as Slack's client does: the app hears of it where it asked to.
byId('modal').addEventListener('cancel', (event) => {
  event.preventDefault();
  send('view/close', {});
});

/* ---------- server ---------- */

function toast(text, bad) {
  const node = el('p', { class: `toast ${bad ? 'bad' : ''}`, 'data-testid': 'toast' }, bad ? svg(WARNING) : null, ` ${text}`);
  byId('toasts').append(node);
  setTimeout(() => node.remove(), 8000);
}

function messageTrouble(ts, text) {
  for (const node of document.querySelectorAll('article.message')) {
    if (node.dataset.ts !== ts) continue;
    const place = node.querySelector('.trouble');
    place.hidden = !text;
    place.replaceChildren(...(text ? [svg(WARNING), ` ${text}`] : []));
  }
}

/** Does something as the chosen person; what the app answered, or null where the sandbox could not be reached. */
async function send(path, body, ts) {
  if (ts) messageTrouble(ts, '');
  try {
    const response = await fetch(`/page/${path}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Page-Token': token },
      body: JSON.stringify({ as: me, ...body }),
    });
    const answer = await response.json();
    const problem = response.ok ? answer.problem : answer.message;
    if (problem && ts) messageTrouble(ts, problem);
    if (problem) toast(problem, true);
    return answer;
  } catch {
    toast('The sandbox cannot be reached.', true);
    return null;
  }
}

/** Asks for the state, and waits at the server until it differs from the one that is shown. */
async function poll(since) {
  polling?.abort();
  const mine = new AbortController();
  polling = mine;
  let known = since;
  while (polling === mine) {
    try {
      const response = await fetch(`/page/state?as=${encodeURIComponent(me)}&since=${known}`,
        { headers: { 'X-Page-Token': token }, signal: mine.signal });
      if (response.status === 403) {
        // Another start of the sandbox has another token: the page must be loaded anew.
        window.location.reload();
        return;
      }
      if (!response.ok) throw new Error(String(response.status));
      const fresh = await response.json();
      if (polling !== mine) return;
      document.body.classList.remove('offline');
      known = fresh.version;
      state = fresh;
      show();
    } catch {
      if (polling !== mine) return;
      document.body.classList.add('offline');
      await new Promise((resolve) => { setTimeout(resolve, RETRY_MS); });
    }
  }
}

function show() {
  me = state.as;
  if (!state.channels.some((one) => one.id === channel)) channel = state.channels[0]?.id ?? '';
  const here = state.channels.find((one) => one.id === channel);
  const title = here?.kind === 'DIRECT' ? state.app.name : `# ${here?.name ?? ''}`;
  byId('team').textContent = state.team;
  byId('channel-title').textContent = title;
  byId('composer').textContent = 'Only apps post in the sandbox';
  document.title = `${title} \u00b7 ${state.team} \u00b7 Approval Gate sandbox`;
  showPeople();
  showChannels();
  showMessages();
  showStory();
  showModal();
}

/* ---------- look ---------- */

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function applyTheme() {
  const chosen = memory.getItem('theme') ?? (dark.matches ? 'dark' : 'light');
  document.documentElement.dataset.theme = chosen;
  byId('theme').textContent = chosen === 'dark' ? 'Light' : 'Dark';
  byId('theme').setAttribute('aria-label', chosen === 'dark' ? 'Switch to light colours' : 'Switch to dark colours');
}

byId('theme').addEventListener('click', () => {
  memory.setItem('theme', document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
  applyTheme();
});
dark.addEventListener('change', applyTheme);

for (const pane of ['chat', 'story']) {
  byId(`tab-${pane}`).addEventListener('click', () => {
    document.body.dataset.pane = pane;
    byId('tab-chat').setAttribute('aria-pressed', String(pane === 'chat'));
    byId('tab-story').setAttribute('aria-pressed', String(pane === 'story'));
  });
}

byId('thread-close').addEventListener('click', () => {
  threadTs = '';
  showMessages();
});

applyTheme();
poll(0);
