/// What a function refers to, as far as its instructions say: by index in its module's tables, and by the numbers of names.
struct FunctionFacts {
    let key: FunctionKey
    /// Functions of the same module, by their places in the code.
    var calls: Set<Int> = []
    /// Funs that it makes.
    var funs: Set<Int> = []
    /// Functions of other modules that it calls.
    var imports: Set<Int> = []
    /// Literals that its instructions have.
    var literals: Set<Int> = []
    /// Atoms that its instructions have.
    var atoms: Set<Int> = []
    /// Atoms that may become values which the program passes on: those of comparisons cannot. By their names' numbers.
    var values: Set<Int> = []
    /// Literals that may become such values.
    var literalValues: Set<Int> = []
    /// Calls by name, made or prepared here: a module and a function, and the number of arguments where it is known.
    var named: Set<NamedCall> = []
    /// Whether it only says that it should have been native: what it calls first is `erlang:nif_error`.
    var isStub = false
    /// Whether it runs when the module is loaded.
    var isOnLoad = false
}

/// A call by names, of which not all need be known; or what looks like one: a module, a function and arguments side by side.
struct NamedCall: Hashable {
    /// Nil: it is known at run time only.
    let module: Int?
    /// Nil: it is known at run time only.
    let function: Int?
    /// Nil: it is known at run time only.
    let arity: Int?
}
