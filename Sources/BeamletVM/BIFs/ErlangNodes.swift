// erlang: other nodes, of which there are none: what a node answers that is not alive.
extension Machine {
    @inline(never)
    mutating func erlang_node_0() -> Term { .noNode }
    @inline(never)
    mutating func erlang_is_alive_0() -> Term { .false }

    @inline(never)
    mutating func erlang_node_1(_ a: Arguments) -> Term {
        if a[0].isLocalPid || a[0].isLocalPort || a[0].isBoxed(.reference) { return .noNode }
        if a[0].isPid || a[0].isPort || a[0].isReference { return a[0].boxedTerm(0) }
        return fail(.badarg)
    }

    @inline(never)
    mutating func erlang_nodes_0() -> Term { .nil }

    /// `nodes(Kind | [Kind])`: this node is one of the known ones, and itself.
    @inline(never)
    mutating func erlang_nodes_1(_ a: Arguments) -> Term {
        let kinds: StaticString = "this known visible hidden connected"
        var found = word(a[0], in: kinds)
        if found < 0 {
            guard a[0].isList || a[0].isNil else { return fail(.badarg) }
            var rest = a[0]
            found = 2
            while rest.isList {
                let kind = word(rest.head, in: kinds)
                if kind < 0 { return fail(.badarg) }
                found = min(found, kind)
                rest = rest.tail
            }
            guard rest.isNil else { return fail(.badarg) }
        }
        if found > 1 { return .nil }
        guard ensure(2, live: live) else { return failOutOfMemory() }
        return makeCell(.noNode, .nil)
    }

    @inline(never)
    mutating func erlang_get_cookie_0() -> Term { atom("nocookie") }
    @inline(never)
    mutating func erlang_get_cookie_1(_ a: Arguments) -> Term { a[0].isAtom ? atom("nocookie") : fail(.badarg) }
    @inline(never)
    mutating func erlang_disconnect_node_1(_ a: Arguments) -> Term { atom("ignored") }

    /// `monitor_node(Node, Flag)`: there is nothing to monitor.
    @inline(never)
    mutating func erlang_monitor_node_2(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        guard a[0] == .noNode else { return fail(atom("notalive")) }
        return a[1] == .true || a[1] == .false ? .true : fail(.badarg)
    }

    /// `monitor_node(Node, Flag, [allow_passive_connect])`.
    @inline(never)
    mutating func erlang_monitor_node_3(_ a: Arguments) -> Term {
        var rest = a[2]
        while rest.isList {
            if word(rest.head, in: "allow_passive_connect") < 0 { return failBadarg(cause: "badopt") }
            rest = rest.tail
        }
        return rest.isNil ? erlang_monitor_node_2(a) : failBadarg(cause: "badopt")
    }
}
