// math: see `Elementary`.
extension Machine {
    /// A function of one or two numbers.
    private enum MathFunction {
        case sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, exp, log, log2, log10
        case sqrt, erf, erfc, ceil, floor
        case atan2, pow, fmod
    }

    /// The function of the numbers in a BIF's arguments. `badarg`: one is no number; `badarith`: it is too large for a float, or the
    /// result is not finite.
    @inline(never)
    private mutating func math(_ a: Arguments, _ function: MathFunction) -> Term {
        guard let x = mathOperand(a[0]) else { return .none }
        var y = 0.0
        switch function {
        case .atan2, .pow, .fmod:
            guard let second = mathOperand(a[1]) else { return .none }
            y = second
        default: break
        }
        let result: Double
        switch function {
        case .sin: result = Elementary.sin(x)
        case .cos: result = Elementary.cos(x)
        case .tan: result = Elementary.tan(x)
        case .asin: result = Elementary.asin(x)
        case .acos: result = Elementary.acos(x)
        case .atan: result = Elementary.atan(x)
        case .sinh: result = Elementary.sinh(x)
        case .cosh: result = Elementary.cosh(x)
        case .tanh: result = Elementary.tanh(x)
        case .asinh: result = Elementary.asinh(x)
        case .acosh: result = Elementary.acosh(x)
        case .atanh: result = Elementary.atanh(x)
        case .exp: result = Elementary.exp(x)
        case .log: result = Elementary.log(x)
        case .log2: result = Elementary.log2(x)
        case .log10: result = Elementary.log10(x)
        case .sqrt: result = Elementary.squareRoot(x)
        case .erf: result = Elementary.erf(x)
        case .erfc: result = Elementary.erfc(x)
        case .ceil: result = x.wholeValue(.up)
        case .floor: result = x.wholeValue(.down)
        case .atan2: result = Elementary.atan2(x, y)
        case .pow: result = Elementary.pow(x, y)
        case .fmod: result = Elementary.fmod(x, y)
        }
        return makeFloat(result, live: live)
    }

    /// A number as a double; nil: `badarg`, or `badarith` for an integer that is too large.
    @inline(never)
    private mutating func mathOperand(_ term: Term) -> Double? {
        if let value = double(term) { return value }
        _ = fail(term.isNumber ? .badarith : .badarg)
        return nil
    }

    @inline(never)
    mutating func math_sin_1(_ a: Arguments) -> Term { math(a, .sin) }
    @inline(never)
    mutating func math_cos_1(_ a: Arguments) -> Term { math(a, .cos) }
    @inline(never)
    mutating func math_tan_1(_ a: Arguments) -> Term { math(a, .tan) }
    @inline(never)
    mutating func math_asin_1(_ a: Arguments) -> Term { math(a, .asin) }
    @inline(never)
    mutating func math_acos_1(_ a: Arguments) -> Term { math(a, .acos) }
    @inline(never)
    mutating func math_atan_1(_ a: Arguments) -> Term { math(a, .atan) }
    @inline(never)
    mutating func math_sinh_1(_ a: Arguments) -> Term { math(a, .sinh) }
    @inline(never)
    mutating func math_cosh_1(_ a: Arguments) -> Term { math(a, .cosh) }
    @inline(never)
    mutating func math_tanh_1(_ a: Arguments) -> Term { math(a, .tanh) }
    @inline(never)
    mutating func math_asinh_1(_ a: Arguments) -> Term { math(a, .asinh) }
    @inline(never)
    mutating func math_acosh_1(_ a: Arguments) -> Term { math(a, .acosh) }
    @inline(never)
    mutating func math_atanh_1(_ a: Arguments) -> Term { math(a, .atanh) }
    @inline(never)
    mutating func math_exp_1(_ a: Arguments) -> Term { math(a, .exp) }
    @inline(never)
    mutating func math_log_1(_ a: Arguments) -> Term { math(a, .log) }
    @inline(never)
    mutating func math_log2_1(_ a: Arguments) -> Term { math(a, .log2) }
    @inline(never)
    mutating func math_log10_1(_ a: Arguments) -> Term { math(a, .log10) }
    @inline(never)
    mutating func math_sqrt_1(_ a: Arguments) -> Term { math(a, .sqrt) }
    @inline(never)
    mutating func math_erf_1(_ a: Arguments) -> Term { math(a, .erf) }
    @inline(never)
    mutating func math_erfc_1(_ a: Arguments) -> Term { math(a, .erfc) }
    @inline(never)
    mutating func math_ceil_1(_ a: Arguments) -> Term { math(a, .ceil) }
    @inline(never)
    mutating func math_floor_1(_ a: Arguments) -> Term { math(a, .floor) }
    @inline(never)
    mutating func math_atan2_2(_ a: Arguments) -> Term { math(a, .atan2) }
    @inline(never)
    mutating func math_pow_2(_ a: Arguments) -> Term { math(a, .pow) }
    @inline(never)
    mutating func math_fmod_2(_ a: Arguments) -> Term { math(a, .fmod) }

    @inline(never)
    mutating func math_pi_0() -> Term { makeFloat(3.14159265358979323846, live: 0) }
    @inline(never)
    mutating func math_tau_0() -> Term { makeFloat(6.28318530717958647692, live: 0) }
}
