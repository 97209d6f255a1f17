%% OTP's `global` for one node. OTP's own negotiates with other nodes, and there are none: the names of the whole system are those
%% of this node. A process holds them, which the first registration starts; it monitors who is registered.
-module(global).

-export([
    register_name/2, register_name/3,
    re_register_name/2, re_register_name/3,
    unregister_name/1,
    whereis_name/1,
    registered_names/0,
    send/2,
    sync/0
]).
-export([init/0]).

-define(SERVER, global_name_server).

register_name(Name, Pid) when is_pid(Pid) -> ask({register, Name, Pid}).
register_name(Name, Pid, _Resolve) -> register_name(Name, Pid).

re_register_name(Name, Pid) when is_pid(Pid) ->
    _ = unregister_name(Name),
    register_name(Name, Pid).
re_register_name(Name, Pid, _Resolve) -> re_register_name(Name, Pid).

unregister_name(Name) ->
    case whereis(?SERVER) of
        undefined -> ok;
        _ -> ask({unregister, Name})
    end.

whereis_name(Name) ->
    case whereis(?SERVER) of
        undefined -> undefined;
        _ -> ask({whereis, Name})
    end.

registered_names() ->
    case whereis(?SERVER) of
        undefined -> [];
        _ -> ask(names)
    end.

send(Name, Message) ->
    case whereis_name(Name) of
        Pid when is_pid(Pid) ->
            Pid ! Message,
            Pid;
        undefined ->
            exit({badarg, {Name, Message}})
    end.

sync() -> ok.

ask(Request) ->
    Server = server(),
    Monitor = erlang:monitor(process, Server),
    Server ! {?SERVER, self(), Monitor, Request},
    receive
        {Monitor, Answer} ->
            true = erlang:demonitor(Monitor, [flush]),
            Answer;
        {'DOWN', Monitor, _, _, Reason} ->
            exit(Reason)
    end.

%% Two processes may try to start it at the same time: the name tells who was first.
server() ->
    case whereis(?SERVER) of
        undefined ->
            {Pid, Monitor} = spawn_monitor(?MODULE, init, []),
            Pid ! {self(), go},
            receive
                {Pid, ready} -> ok;
                {'DOWN', Monitor, _, _, _} -> ok
            end,
            true = erlang:demonitor(Monitor, [flush]),
            server();
        Server ->
            Server
    end.

init() ->
    receive
        {Starter, go} ->
            true = register(?SERVER, self()),
            Starter ! {self(), ready},
            loop(#{})
    end.

%% Names: Name => {Pid, Monitor}.
loop(Names) ->
    receive
        {?SERVER, From, Monitor, Request} ->
            {Answer, Next} = answer(Request, Names),
            From ! {Monitor, Answer},
            loop(Next);
        {'DOWN', Monitor, _, _, _} ->
            loop(maps:filter(fun(_, {_, Other}) -> Other =/= Monitor end, Names));
        _ ->
            loop(Names)
    end.

answer({register, Name, _}, Names) when is_map_key(Name, Names) ->
    {no, Names};
answer({register, Name, Pid}, Names) ->
    {yes, Names#{Name => {Pid, erlang:monitor(process, Pid)}}};
answer({unregister, Name}, Names) ->
    case Names of
        #{Name := {_, Monitor}} ->
            true = erlang:demonitor(Monitor, [flush]),
            {ok, maps:remove(Name, Names)};
        #{} ->
            {ok, Names}
    end;
answer({whereis, Name}, Names) ->
    case Names of
        #{Name := {Pid, _}} -> {Pid, Names};
        #{} -> {undefined, Names}
    end;
answer(names, Names) ->
    {maps:keys(Names), Names}.
