%% Generates modules, runs them here, has them run by beamlet, and compares. Tests/differential starts it and runs beamlet for
%% it: a line "run FOLDER" on file descriptor 4 asks for that, the answer on 3 is beamlet's exit status. What is printed with
%% erlang:display/1 meanwhile goes to the file that is standard output.
-module(differential).
-export([main/1, compare/2, compile/3]).

%% Milliseconds, reductions and words that a function may take; those that need more are left out.
-define(TIME, 2000).
-define(REDUCTIONS, 150000).
-define(WORDS, 1000000).

%% The file has the settings, as terms for file:consult/1:
%%   {folder, Path}       where files are exchanged with beamlet
%%   {sources, Path}      where the modules are that run beside the generated ones
%%   {seeds, From, To, Step}   the seeds of the modules
%%   {batch, Count}       how many modules are given to beamlet at a time
%%   {features, [Name]}, {missing, [{Module, Name, Arity}]}    see differential_features
%%   {shrink, Count}      how many modules that differ are reduced
main(File) ->
    {ok, Terms} = file:consult(File),
    Settings = maps:from_list([case Term of {seeds, From, To, Step} -> {seeds, lists:seq(From, To, Step)}; _ -> Term end || Term <- Terms]),
    logger:set_primary_config(level, none),
    differential_features:set(maps:get(features, Settings), maps:get(missing, Settings)),
    put(port, open_port({fd, 3, 4}, [{line, 1000}, binary])),
    put(folder, maps:get(folder, Settings)),
    {ok, Displayed} = file:open(filename:join(maps:get(folder, Settings), "displayed"), [read, raw, binary]),
    put(displayed, Displayed),
    put(shrink, maps:get(shrink, Settings)),
    put(counts, #{}),
    Companions = [companion(Module, Settings) || Module <- companions()],
    Libraries = [library(Module) || Module <- differential_features:only([{always, lists}, {maps, maps}, {bits, binary}])],
    put(companions, Companions ++ Libraries),
    say("ready", []),
    batches(maps:get(seeds, Settings), maps:get(batch, Settings)),
    say("done", []),
    timer:sleep(100),
    halt(0).

companions() ->
    [differential_library, differential_driver] ++ [differential_checks || differential_features:has([floats, bits, maps, libraries])].

%% What runs beside the generated modules, with the features that there are.
companion(Module, Settings) ->
    Source = filename:join(maps:get(sources, Settings), atom_to_list(Module) ++ ".erl"),
    {ok, Module, Code} = compile:file(Source, [binary, {d, dummy} | [{d, Feature} || Feature <- maps:get(features, Settings)]]),
    {module, Module} = code:load_binary(Module, Source, Code),
    {Module, Code}.

library(Module) ->
    {Module, Code, _} = code:get_object_code(Module),
    {Module, Code}.

say(Format, Arguments) -> port_command(get(port), [io_lib:format(Format, Arguments), $\n]).

count(What, Count) -> put(counts, maps:update_with(What, fun(Old) -> Old + Count end, Count, get(counts))).

batches([], _) -> ok;
batches(Seeds, Count) ->
    {Now, Later} =
        case length(Seeds) > Count of
            true -> lists:split(Count, Seeds);
            false -> {Seeds, []}
        end,
    Made = [test(Seed) || Seed <- Now],
    Good = [Test || {ok, Test} <- Made],
    [rejected(Seed, Why) || {rejected, Seed, Why} <- Made],
    [different(Test, Got) || {Test, Got} <- compare(Good, "batch")],
    count(modules, length(Now)),
    say("counts ~s", [[[atom_to_list(Key), $=, integer_to_list(Number), $\s] || {Key, Number} <- lists:sort(maps:to_list(get(counts)))]]),
    batches(Later, Count).

rejected(Seed, Why) ->
    count(rejected, 1),
    say("note seed ~b: not compiled: ~0p", [Seed, Why]).

%% {ok, {Name, Code, [{Function, Answer}], Forms, Seed}}: the module of a seed and what it answers here.
test(Seed) ->
    try differential_generator:module(Seed) of
        Forms -> test(Seed, Forms)
    catch
        Class:Reason:Trace -> {rejected, Seed, {Class, Reason, hd(Trace)}}
    end.

test(Seed, Forms) ->
    case compile(Forms, differential_generator:options(Seed), differential_generator:name(Seed)) of
        {ok, Name, Code, Answers} -> {ok, {Name, Code, Answers, Forms, Seed}};
        {rejected, Why} -> {rejected, Seed, Why}
    end.

compile(Forms, Options, Name) ->
    Result = silently(fun() ->
        try compile:forms(Forms, [binary, return_errors | Options]) catch Class:Reason -> {Class, Reason} end
    end),
    case Result of
        {ok, Name, Code} -> {ok, Name, Code, answers(Name, Code, differential_generator:tests(Forms))};
        {error, [{_, [First | _]} | _], _} -> {rejected, First};
        Other -> {rejected, Other}
    end.

%% What a fun comes to that may write something. A compiler that fails does, and what it writes arrives at any time: it would be
%% taken for what the next module displays.
silently(Fun) ->
    Leader = group_leader(),
    Sink = spawn(fun sink/0),
    group_leader(Sink, self()),
    try
        Fun()
    after
        group_leader(Leader, self()),
        exit(Sink, kill)
    end.

sink() ->
    receive
        {io_request, From, As, _} -> From ! {io_reply, As, ok}
    end,
    sink().

answers(Module, Code, Functions) ->
    displayed(""),
    {module, Module} = code:load_binary(Module, "", Code),
    Answers = [{Function, Answer} || Function <- Functions, {ok, Answer} <- [answer(Module, Function)]],
    count(runs, length(Answers)),
    count(left_out, length(Functions) - length(Answers)),
    code:purge(Module),
    code:delete(Module),
    code:purge(Module),
    Answers.

answer(Module, Function) ->
    Limits = #{size => ?WORDS, kill => true, error_logger => false},
    {Pid, Monitor} = spawn_opt(differential_driver, child, [Module, Function], [monitor, {max_heap_size, Limits}]),
    receive
        {'DOWN', Monitor, process, Pid, {answer, Answer, Reductions}} when Reductions < ?REDUCTIONS -> {ok, displayed(Answer)};
        {'DOWN', Monitor, process, Pid, {answer, _, _}} ->
            displayed(""),
            left_out;
        {'DOWN', Monitor, process, Pid, killed} -> left_out;
        {'DOWN', Monitor, process, Pid, Reason} -> {ok, lists:flatten(["died ", io_lib:format("~0p", [Reason])])}
    after ?TIME ->
        exit(Pid, kill),
        receive {'DOWN', Monitor, process, Pid, _} -> left_out end
    end.

%% The answer, and what has been displayed meanwhile.
displayed(Answer) ->
    case file:read(get(displayed), 10000000) of
        {ok, Text} -> shown(parts(Text), Answer);
        eof -> Answer
    end.

%% Lines, whatever ends them: `erl` ends them with carriage return and line feed, which may also be in what is displayed.
parts(Text) -> [Part || Part <- binary:split(Text, [<<"\n">>, <<"\r">>], [global]), Part =/= <<>>].

shown([], Answer) -> Answer;
shown(Lines, Answer) ->
    Answer ++ " displayed " ++ lists:append([binary_to_list(Line) ++ "|" || Line <- Lines]).

%% The tests that beamlet answers otherwise, with what it answers. When a run ends early, each module that it said nothing of is
%% run by itself.
compare([], _) -> [];
compare(Tests, Name) ->
    {Status, Lines, Errors} = run(Tests, Name),
    Checked = [{Test, check(Test, Lines)} || Test <- Tests],
    Differing = [{Test, Got} || {Test, {different, Got}} <- Checked],
    case [Test || {Test, silent} <- Checked] of
        [] -> Differing;
        [Test] when length(Tests) =:= 1 -> [{Test, [{'-', ended(Status, Errors)}]}];
        Silent when length(Silent) =:= length(Tests), length(Tests) > 4 ->
            {Left, Right} = lists:split(length(Tests) div 2, Tests),
            compare(Left, Name) ++ compare(Right, Name);
        Silent -> Differing ++ lists:append([compare([Test], Name) || Test <- Silent])
    end.

ended(Status, Errors) -> lists:flatten(io_lib:format("status ~s: ~s", [Status, string:slice(Errors, 0, 600)])).

check({Name, _, Answers, _, _}, Lines) ->
    Got = [{Function, Expected, maps:get({Name, Function}, Lines, none)} || {Function, Expected} <- Answers],
    case [{Function, Answer} || {Function, Expected, Answer} <- Got, Answer =/= Expected] of
        [] -> same;
        Wrong ->
            case lists:keymember(none, 2, Wrong) of
                true -> silent;
                false -> {different, Wrong}
            end
    end.

%% One run of beamlet: its status, its lines by module and function, its error output.
run(Tests, Name) ->
    Folder = filename:join(get(folder), Name),
    ok = filelib:ensure_dir(filename:join(Folder, "x")),
    [file:delete(File) || File <- filelib:wildcard(filename:join(Folder, "*"))],
    Batch = [{Module, [Function || {Function, _} <- Answers]} || {Module, _, Answers, _, _} <- Tests],
    Files = [{batch, batch(Batch)} | get(companions)] ++ [{Module, Code} || {Module, Code, _, _, _} <- Tests],
    [ok = file:write_file(filename:join(Folder, atom_to_list(Module) ++ ".beam"), Code) || {Module, Code} <- Files],
    say("run ~s", [Folder]),
    Status = receive {_, {data, {eol, Answer}}} -> Answer end,
    {ok, Output} = file:read_file(filename:join(Folder, "output")),
    {ok, Errors} = file:read_file(filename:join(Folder, "errors")),
    {Status, lines(binary:split(Output, <<"\n">>, [global]), Batch), Errors}.

%% A line without a module's name was displayed before the answer that follows.
lines(Lines, Batch) ->
    Known = maps:from_list([{atom_to_binary(Module), Module} || {Module, _} <- Batch]),
    lines(Lines, Known, [], #{}).

lines([Line | Rest], Known, Displayed, Answers) ->
    case binary:split(Line, <<" ">>) of
        [Module, Answered] when is_map_key(Module, Known) ->
            [Function, Answer] = binary:split(<<Answered/binary, " ">>, <<" ">>),
            Key = {maps:get(Module, Known), binary_to_atom(Function)},
            Text = binary_to_list(Answer, 1, max(1, byte_size(Answer) - 1)),
            lines(Rest, Known, [], Answers#{Key => shown(lists:reverse(Displayed), Text)});
        _ when Line =:= <<>> -> lines(Rest, Known, Displayed, Answers);
        _ -> lines(Rest, Known, lists:reverse(parts(Line)) ++ Displayed, Answers)
    end;
lines([], _, _, Answers) -> Answers.

batch(Batch) ->
    Forms = [
        {attribute, 1, module, batch},
        {attribute, 1, export, [{start, 0}]},
        {function, 1, start, 0, [{clause, 1, [], [], [
            {call, 1, {remote, 1, {atom, 1, differential_driver}, {atom, 1, run}}, [erl_parse:abstract(Batch)]}
        ]}]}
    ],
    {ok, batch, Code} = compile:forms(Forms, [binary]),
    Code.

%% Reduces it where that is wanted, and tells. What cannot be linked is not made smaller.
different({_, _, _, _, Seed}, [{'-', "status 3" ++ Missing}]) ->
    count(differ, 1),
    say("note seed ~b: not linked~s", [Seed, text(Missing)]);
different({Name, _, Answers, Forms, Seed} = Test, Got) ->
    count(differ, 1),
    Left = get(shrink),
    {Small, SmallAnswers, SmallGot} =
        case Left > 0 of
            true ->
                put(shrink, Left - 1),
                differential_shrink:shrink(Test, Got);
            false -> {Forms, Answers, Got}
        end,
    File = filename:join(get(folder), atom_to_list(Name) ++ ".erl"),
    case compile:forms(Small, differential_generator:options(Seed)) of
        {ok, Name, Code} -> ok = file:write_file(filename:rootname(File) ++ ".beam", Code);
        _ -> ok
    end,
    Differing = [{Function, proplists:get_value(Function, SmallAnswers), Answer} || {Function, Answer} <- SmallGot],
    ok = file:write_file(File, [
        "%% -*- coding: utf-8 -*-\n",
        io_lib:format("%% seed ~b, options ~0p~n", [Seed, differential_generator:options(Seed)]),
        [io_lib:format("%% ~s~n%%   expected ~s~n%%   got      ~s~n", [Function, text(Expected), text(Answer)]) || {Function, Expected, Answer} <- Differing],
        "\n" | [unicode:characters_to_binary(erl_pp:form(Form, [{encoding, utf8}])) || Form <- Small, element(3, Form) =/= file]
    ]),
    say("differ ~b ~s", [Seed, File]).

text(undefined) -> "(all)";
text(Text) -> [case Char of $\n -> $\s; _ -> Char end || Char <- Text].

