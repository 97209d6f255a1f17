%% What `.app` files say of applications, for `application`: a literal in flash, made by the linker; and what a program has loaded itself.
-module(beamlet_properties).

-export([properties/1, property/3, always_running/0, load/2, unload/1, loaded/0]).

%% A persistent term for each application that was loaded has its properties.
-define(LOADED(Application), {?MODULE, loaded, Application}).

load(Name, Properties) -> persistent_term:put(?LOADED(Name), Properties).

unload(Name) ->
    _ = persistent_term:erase(?LOADED(Name)),
    ok.

%% The properties of an application that is loaded. Those of the system always are.
properties(Name) ->
    case persistent_term:get(?LOADED(Name), undefined) of
        undefined ->
            {System, _} = beamlet_applications:all(),
            case lists:keyfind(Name, 2, System) of
                {_, _, Properties} -> Properties;
                false -> undefined
            end;
        Properties ->
            Properties
    end.

property(Key, Properties, Default) ->
    case lists:keyfind(Key, 1, Properties) of
        {_, Value} -> Value;
        false -> Default
    end.

always_running() ->
    {System, _} = beamlet_applications:all(),
    [Name || {_, Name, _} <- System].

loaded() -> [Name || {{?MODULE, loaded, Name}, _} <- persistent_term:get()] ++ beamlet_properties:always_running().
