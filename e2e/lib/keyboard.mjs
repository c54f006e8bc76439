// Operates a page by the keyboard only: goes by Tab to a control with an accessible name, and checks
// on the way that the focus is visible. A control that Tab does not reach is a fault, and so is a
// focus that cannot be seen.

const FIELDS = ['textbox', 'searchbox', 'spinbutton', 'combobox', 'listbox'];
const STOPS = 2000;

// Runs in the page: returns which of the wanted elements has the focus, and whether the focus is
// visible.
function focus(...wanted) {
  const active = document.activeElement;
  if (!active || active === document.body || active === document.documentElement) {
    return { none: true };
  }
  const style = getComputedStyle(active);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    && !/, 0\)$|^transparent$/.test(style.outlineColor);
  const box = active.getClientRects()[0] ?? active.getBoundingClientRect();
  const left = Math.max(box.left, 0);
  const right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0);
  const bottom = Math.min(box.bottom, innerHeight);
  const isActive = (found) => found && (active.contains(found) || [...active.labels ?? []].includes(found));
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
  const uncovered = left < right && top < bottom && points.some(([x, y]) => (
    isActive(document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y))));
  const label = `<${active.localName}> “${(active.innerText || active.name || active.id || '')
    .trim().slice(0, 40)}”`;
  let fault;
  if (!outlined) fault = `the focus does not show on ${label}`;
  else if (!uncovered) fault = `the focus is hidden or out of the window on ${label}`;
  return { hit: wanted.indexOf(active), fault };
}

export class Keyboard {
  static async of(page) {
    const keyboard = new Keyboard();
    keyboard.page = page;
    keyboard.session = await page.context().newCDPSession(page);
    await keyboard.session.send('DOM.enable');
    await keyboard.session.send('Accessibility.enable');
    return keyboard;
  }

  /**
   * The elements of these roles with this accessible name; with `within`, only those in the row, group, form
   * or section that contains this text, the first of these that has any.
   */
  async named(name, roles, within) {
    const found = await this.all(name, roles);
    if (within === undefined) return found;
    const contains = (group) => function contains(text) {
      return this.closest(group)?.textContent.replace(/\s+/g, ' ').includes(text) ?? false;
    };
    for (const group of ['tr, li', 'fieldset', 'form', 'section']) {
      const source = contains(group).toString().replace('group', JSON.stringify(group));
      const inside = await Promise.all(found.map((each) => this.call(each, source, [], [within])));
      if (inside.some(Boolean)) return found.filter((_, at) => inside[at]);
    }
    return [];
  }

  async all(name, roles) {
    const { root } = await this.session.send('DOM.getDocument', { depth: 0 });
    const found = [];
    for (const role of roles) {
      const { nodes } = await this.session.send('Accessibility.queryAXTree', {
        backendNodeId: root.backendNodeId, accessibleName: name, role,
      });
      for (const node of nodes.filter((each) => !each.ignored)) {
        const { object } = await this.session.send('DOM.resolveNode', {
          backendNodeId: node.backendDOMNodeId,
        });
        found.push(object.objectId);
      }
    }
    return found;
  }

  /** The names of all elements of these roles. */
  async names(roles) {
    const { root } = await this.session.send('DOM.getDocument', { depth: 0 });
    const found = await Promise.all(roles.map((role) => this.session.send(
      'Accessibility.queryAXTree', { backendNodeId: root.backendNodeId, role },
    )));
    return found.flatMap(({ nodes }) => nodes.filter((each) => !each.ignored).map((each) => each.name?.value ?? ''));
  }

  /** Goes by Tab to an element with this name; returns its object. */
  async reach(name, roles, within) {
    const wanted = await this.named(name, roles, within);
    if (!wanted.length) {
      const others = (await this.names(roles)).slice(0, 30).join('”, “');
      throw new Error(`no ${roles.join(' or ')} is named “${name}”, but “${others}”`);
    }
    return wanted[await this.tabTo(wanted, `${roles[0]} “${name}”`)];
  }

  async tabTo(wanted, name) {
    let state = await this.call(wanted[0], focus, wanted);
    let rounds = 0;
    for (let stop = 0; stop < STOPS && !(state.hit >= 0); stop += 1) {
      await this.page.keyboard.press('Tab');
      state = await this.call(wanted[0], focus, wanted);
      if (state.fault) throw new Error(`by Tab to ${name}: ${state.fault}`);
      // After the last control the focus leaves the page once, then returns to the first control.
      if (state.none && (rounds += 1) > 1) break;
    }
    if (!(state.hit >= 0)) throw new Error(`Tab does not reach ${name}`);
    return state.hit;
  }

  async call(object, body, wanted = [], values = []) {
    const answer = await this.session.send('Runtime.callFunctionOn', {
      objectId: object,
      functionDeclaration: body.toString(),
      arguments: [...wanted.map((objectId) => ({ objectId })), ...values.map((value) => ({ value }))],
      returnByValue: true,
    });
    if (answer.exceptionDetails) {
      throw new Error(answer.exceptionDetails.exception?.description ?? 'a fault in the page');
    }
    return answer.result.value;
  }

  /** Replaces the text of a field. */
  async fill(name, text) {
    await this.reach(name, FIELDS.slice(0, 3));
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Delete');
    if (text) await this.page.keyboard.insertText(text);
  }

  /** Selects an option by the arrow keys. */
  async choose(name, option, within) {
    const select = await this.reach(name, FIELDS.slice(3), within);
    const current = () => this.call(select, function chosen() {
      return { index: this.selectedIndex, length: this.length, text: this.selectedOptions[0]?.text };
    });
    await this.page.keyboard.press('Home');
    for (let chosen = await current(); chosen.text !== option; chosen = await current()) {
      if (chosen.index + 1 >= chosen.length) throw new Error(`“${name}” has no option “${option}”`);
      await this.page.keyboard.press('ArrowDown');
    }
  }

  /** Ticks a box, or selects a radio button by the arrow keys within its group. */
  async pick(name, within) {
    const wanted = await this.named(name, ['checkbox', 'radio'], within);
    if (!wanted.length) {
      const others = (await this.names(['checkbox', 'radio'])).slice(0, 30).join('”, “');
      throw new Error(`no box or button to pick is named “${name}”, but “${others}”`);
    }
    const isPicked = () => this.call(wanted[0], function picked() { return this.checked; });
    if (await isPicked()) return;
    const group = await this.session.send('Runtime.callFunctionOn', {
      objectId: wanted[0],
      functionDeclaration: `function () { return this.type === 'radio'
        ? [...this.form.elements].filter((each) => each.name === this.name) : [this]; }`,
    });
    const { result } = await this.session.send('Runtime.getProperties', {
      objectId: group.result.objectId, ownProperties: true,
    });
    const members = result.filter((each) => /^\d+$/.test(each.name)).map((each) => each.value.objectId);
    await this.tabTo(members, `“${name}”`);
    await this.page.keyboard.press('Space');
    for (let step = 0; step < members.length && !(await isPicked()); step += 1) {
      await this.page.keyboard.press('ArrowDown');
    }
    if (!(await isPicked())) throw new Error(`the keyboard does not pick “${name}”`);
  }

  /** Chooses files for a field that Tab reaches; the file dialog of the system is not operated. */
  async attach(label, files) {
    const { root } = await this.session.send('DOM.getDocument', { depth: 0 });
    const { nodeIds } = await this.session.send('DOM.querySelectorAll', {
      nodeId: root.nodeId, selector: 'input[type=file]',
    });
    for (const nodeId of nodeIds) {
      const { object } = await this.session.send('DOM.resolveNode', { nodeId });
      const name = await this.call(object.objectId, function labelled() {
        return this.labels[0]?.innerText.trim();
      });
      if (name === label) {
        await this.tabTo([object.objectId], `the files “${label}”`);
        await this.session.send('DOM.setFileInputFiles', { files, nodeId });
        return;
      }
    }
    throw new Error(`no field for files is labelled “${label}”`);
  }
}
