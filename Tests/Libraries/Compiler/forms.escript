%% forms.escript MODULE...: writes forms.erl, a module that has the abstract code of OTP's modules.
main(Modules) ->
    External = [term_to_binary(forms(Module), [compressed]) || Module <- Modules],
    Clauses = [
        io_lib:format("external(~w) -> ~w", [Index, Bytes])
     || {Index, Bytes} <- lists:zip(lists:seq(1, length(External)), External)
    ],
    Text = [
        "-module(forms).\n-export([count/0, external/1]).\n",
        io_lib:format("count() -> ~w.\n", [length(External)]),
        lists:join(";\n", Clauses),
        ".\n"
    ],
    ok = file:write_file("forms.erl", Text).

forms(Module) ->
    File = code:which(list_to_atom(Module)),
    {ok, {_, [{abstract_code, {raw_abstract_v1, Forms}}]}} = beam_lib:chunks(File, [abstract_code]),
    Forms.
