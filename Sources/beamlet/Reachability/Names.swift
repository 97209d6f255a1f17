/// Names of modules and functions as numbers, which compare and hash faster than texts.
final class Names {
    private var numbers: [String: Int] = [:]
    /// The names by number.
    private(set) var texts: [String] = []

    /// The number of a name, which is given one where it has none.
    func number(_ text: String) -> Int {
        if let number = numbers[text] { return number }
        numbers[text] = texts.count
        texts.append(text)
        return texts.count - 1
    }

    subscript(number: Int) -> String { texts[number] }

    /// `module:function/arity`.
    func text(_ function: FunctionName) -> String {
        ErlangText.function(texts[function.module], texts[function.key.name], function.key.arity)
    }
}

/// A function within its module.
struct FunctionKey: Hashable {
    /// Its name's number.
    let name: Int
    let arity: Int
}

/// A function of a program.
struct FunctionName: Hashable {
    /// The number of its module's name.
    let module: Int
    let key: FunctionKey
}
