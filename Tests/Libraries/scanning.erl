%% erl_scan, erl_parse, erl_anno, erl_eval-free: from text to forms and back to text.
-module(scanning).

-export([start/0]).

start() ->
    Texts = [
        "X = {atom, 'Quoted', \"text\", $c, 1.5e3, 16#ff, 1_000}.",
        "f(X, [H | T]) when is_list(X), X > 1; H -> [Y || Y <- T, Y];\nf(_, _) -> ok.",
        "-module(m).", "-record(r, {a = 1, b :: integer()}).", "-spec f(integer()) -> atom() | [term()].", "f() -> fun(A) -> A + 1 end.",
        "g() -> case x of {a, B} -> B; _ -> try h() of 1 -> 2 catch error:R:S -> {R, S} after ok end end.",
        "h() -> <<1:8, X/binary, \"abc\"/utf8>>, #{a => 1, b := X}, #r{a = 2}, R#r.a.", "i() -> receive {a, X} -> X after 10 -> timeout end.",
        "j() -> if X -> a; true -> b end, begin 1, 2 end, catch throw(x), not A andalso B orelse -1 bsl 2.", "k( -> 1.", "'unterminated", "\"abc", "$", "16#zz", "1.e", "a b.",
        "%% comment\nf() -> 1. % more", "?MACRO."
    ],
    lists:foreach(fun(Text) -> erlang:display(parsed(Text)) end, Texts),
    {
        erl_scan:tokens([], "a. b", 1), erl_scan:string("x y\nz", {1, 1}, [text]), erl_scan:string("a % c\n b", 1, [return]), erl_scan:reserved_word('case'),
        erl_scan:symbol({atom, 1, a}), erl_scan:location({atom, {2, 3}, a}), erl_scan:line({atom, {2, 3}, a}), erl_scan:column({atom, {2, 3}, a}),
        erl_scan:category({'+', 1}), erl_parse:abstract({a, [1, "b"], #{c => <<"d">>}}), erl_parse:normalise(erl_parse:abstract([{1.5, x}])), anno(),
        rest(), term("{a, [1,2,\"x\"], #{k => <<1>>}}."), term("foo(")
    }.

parsed(Text) ->
    case erl_scan:string(Text) of
        {ok, Tokens, End} ->
            Form = erl_parse:parse_form(Tokens),
            {End, Form, erl_parse:parse_exprs(Tokens), message(Form)};
        {error, {_, Module, Description}, _} = Error ->
            {Error, lists:flatten(Module:format_error(Description))}
    end.

message({error, {_, Module, Description}}) -> lists:flatten(Module:format_error(Description));
message(_) -> none.

term(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    erl_parse:parse_term(Tokens).

%% What is left of both modules.
rest() ->
    {ok, Tokens, _} = erl_scan:string("f(X) ->\n X + 1.", {1, 1}),
    {ok, Form} = erl_parse:parse_form(Tokens),
    [{_, Text} | _] = [Found || {text, Found} <- [{text, {0, erl_scan:text(Token)}} || Token <- element(2, erl_scan:string("abc", 1, [text]))]],
    [
        {erl_scan:end_location(hd(Tokens)), [erl_scan:end_location(Token) || Token <- element(2, erl_scan:string("'a\nb' \"c\" 1.5", {1, 1}, [text]))], Text},
        [lists:flatten(erl_scan:format_error(Error)) || Error <- [{illegal, character}, {unterminated, string, "abc"}, {base, 99}, {illegal, integer}]],
        erl_scan:string("a b", 7), erl_scan:string("a ", {7, 2}), tokens(["a ", "+ ", "'b", "'. c"], [text], []), tokens(["a. "], [return], []),
        erl_parse:abstract([a, {<<1>>, 2.0}], 7), erl_parse:abstract("text", [{location, {3, 4}}, {encoding, utf8}]), erl_parse:abstract([300, 301], [{encoding, none}]),
        erl_parse:map_anno(fun(Anno) -> erl_anno:line(Anno) end, Form), erl_parse:fold_anno(fun(Anno, Lines) -> [erl_anno:line(Anno) | Lines] end, [], Form),
        erl_parse:mapfold_anno(fun(_, N) -> {N, N + 1} end, 0, Form), erl_parse:anno_to_term(erl_parse:new_anno(Form)) =:= Form,
        erl_parse:anno_from_term(erl_parse:anno_to_term(Form)) =:= Form, erl_parse:new_anno({var, {1, 2}, 'X'}), erl_parse:tokens({atom, 1, a}), erl_parse:tokens({cons, 1, {integer, 1, 2}, {nil, 1}}, [{dot, 1}]),
        lists:flatten(erl_parse:format_error(["syntax error before: ", "'->'"]))
    ].

tokens([Text | Texts], Options, Continuation) ->
    case erl_scan:tokens(Continuation, Text, 1, Options) of
        {more, More} -> tokens(Texts, Options, More);
        Done -> Done
    end.

anno() ->
    Anno = erl_anno:set_generated(true, erl_anno:set_file("f.erl", erl_anno:new({3, 4}))),
    [erl_anno:line(Anno), erl_anno:column(Anno), erl_anno:file(Anno), erl_anno:generated(Anno), erl_anno:is_anno(Anno), erl_anno:to_term(erl_anno:new(7)), erl_anno:location(Anno)].
